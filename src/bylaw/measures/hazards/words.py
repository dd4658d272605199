"""The words that the hazards measure knows, by what they tell: a topic, a wish, a method, harm, or a harmless frame.

Topic level only: names of hazards as newspapers print them, and no word of how anything is done. Lower case, as
`reader.as_seen` writes; `stem*` stands for all words that begin so, `*stem` for all that end so, `a_b` for words in a
row. Languages: English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Russian, Chinese, Japanese,
Arabic, Hindi, in that order where a class has them.
"""
# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: E501  (lists of words)

__all__ = ["AREAS", "CLASSES", "STRONG", "WEAK"]

AREAS = ("chemical", "biological", "radiological", "nuclear", "weapons", "cyber")

STRONG: dict[str, str] = {
    "chemical": """
        chemical_bomb gas_bomb poison_cloud toxic_agent toxic_agents hydrogen_sulfide_gas phosphine_gas chloramine_gas
        arsine nerve_poison war_gases nerve-agent nerve-gas organophosphate_weapon deadly_nightshade_extract
        mass_poisoning gas_people gas_them blood_agent blood_agents incapacitating_agent
        sarin* tabun soman novichok* cyclosarin phosgene* lewisite mustard_gas sulfur_mustard sulphur_mustard
        nerve_agent nerve_agents nerve_gas nerve_gases nerve_toxin vx vx_gas blister_agent blister_agents
        blistering_agent choking_agent poison_gas poison_gases toxic_gas toxic_gases deadly_gas lethal_gas
        poisonous_gas chlorine_gas cyanide_gas hydrogen_cyanide zyklon_b chemical_weapon chemical_weapons
        chemical_warfare chemical_agent chemical_agents chemical_attack gas_attack war_gas vesicant* tear_gas_bomb
        deadly_fumes lethal_fumes toxic_fumes toxic_cloud deadly_vapour deadly_vapor
        chemical_weapons_precursors lethal_poison deadly_poison undetectable_poison untraceable_poison
        senfgas* giftgas* nervengas* nervengift* nervenkampfstoff* kampfstoff* chemiewaffe* kampfgas*
        gaz_moutarde gaz_neurotoxique gaz_toxique gaz_innervant neurotoxique* arme_chimique armes_chimiques ypérite
        gaz_sarin gaz_mortel gaz_de_combat agent_innervant
        sarín gas_mostaza gas_nervioso agente_nervioso gas_tóxico gas_venenoso arma_química armas_químicas gas_letal
        gas_nervino gas_nervini gas_tossico agente_nervino iprite arma_chimica armi_chimiche gas_velenoso gas_letale
        gás_mostarda gás_sarin gás_nervoso agente_nervoso gás_tóxico gás_venenoso armas_químicas agente_de_nervos
        zenuwgas* mosterdgas* gifgas* chemisch_wapen chemische_wapens strijdgas*
        gaz_musztardowy gaz_bojowy gaz_trujący broń_chemiczn* broń_chemiczną broni_chemicznej sarinu trującego_gazu
        trujący_gaz paralityczno* iperyt*
        зарин* иприт* фосген* табун нервно-паралитич* отравляющ* ядовитый_газ ядовитого_газа химическое_оружие
        химического_оружия хімічн* новичок_яд боевой_газ
        沙林* 毒气 芥子气 神经毒剂 化学武器 神经性毒气 毒氣 光气
        サリン 毒ガス マスタードガス 神経ガス 化学兵器 vxガス ホスゲン
        السارين سارين غاز_الأعصاب غاز_أعصاب غاز_الخردل غاز_خردل غاز_سام غازا_ساما الغاز_السام أسلحة_كيميائية
        سلاح_كيميائي سلاحا_كيميائيا
        सारिन ज़हरीली_गैस जहरीली_गैस नर्व_गैस मस्टर्ड_गैस रासायनिक_हथियार नर्व_एजेंट
    """,
    "biological": """
        botulin botulism_toxin avian_flu_strain lab-made_virus bio-weapons germ_weapon biological_bomb
        chimeric_virus plague_weapon gain_of_function ricin_extraction smallpox_genome killer_germ
        hemorrhagic_virus marburg_virus nipah* vaccine-evading foot-and-mouth
        anthrax* ricin* bioweapon* bio-weapon* biological_weapon biological_weapons biological_agent biological_agents
        biowarfare biological_warfare germ_warfare bioterror* smallpox* botulinum* botox_weapon abrin ebola* marburg
        bubonic_plague plague_bacteria yersinia tularemia weaponized_virus deadly_virus lethal_virus deadly_pathogen
        select_agent select_agents select_agent_pathogen engineered_pathogen engineered_virus pandemic_virus
        dangerous_pathogen dangerous_pathogens pandemic_pathogen deadlier_virus killer_virus superbug* gain-of-function
        castor_bean_poison castor_bean_toxin biological_attack synthetic_virus
        milzbrand* anthraxspore* rizin biowaffe* biowaffen pockenvirus* pestbakteri* biologische_waffe biokampfstoff*
        ricine charbon_bactéridien maladie_du_charbon variole arme_biologique armes_biologiques bacille_du_charbon
        ricina ántrax viruela arma_biológica armas_biológicas carbunco toxina_botulínica
        antrace vaiolo arma_biologica armi_biologiche tossina_botulinica carbonchio
        antraz varíola arma_biológica armas_biológicas
        miltvuur ricine biologisch_wapen biologische_wapens pokkenvirus biowapen*
        wąglik* rycyn* broń_biologiczn* broń_biologiczną ospę_prawdziwą
        сибирская_язва сибирскую_язву сибирской_язвы рицин* биологическое_оружие биологического_оружия биооружи* оспу
        ботулотоксин*
        炭疽* 蓖麻毒素 生物武器 天花病毒 肉毒杆菌毒素 鼠疫杆菌 致命病毒
        炭疽菌 リシン 生物兵器 天然痘ウイルス ボツリヌス毒素 ペスト菌
        الجمرة_الخبيثة جمرة_خبيثة الريسين ريسين سلاح_بيولوجي سلاحا_بيولوجيا أسلحة_بيولوجية الجدري
        एंथ्रेक्स रिसिन राइसिन जैविक_हथियार चेचक_का_वायरस
    """,
    "radiological": """
        radiation_bomb orphan_source orphan_sources stolen_source stolen_isotope radioactive_dust radioactive_powder
        radioactive_attack radioactive_contamination_of cesium_bomb cobalt_bomb
        dirty_bomb dirty_bombs radiological_device radiological_weapon radiological_weapons radiological_dispersal
        radiological_bomb radiation_weapon radioactive_weapon radioactive_bomb polonium* radiological_attack
        radioactive_poison dispersal_device
        schmutzige_bombe schmutzigen_bombe schmutzige_bomben radiologische_waffe polonium-210
        bombe_sale bombes_sales bombe_radiologique arme_radiologique
        bomba_sucia bombas_sucias bomba_radiológica bomba_sporca bombe_sporche bomba_radiologica bomba_suja bombas_sujas
        vuile_bom vuile_bommen radiologisch_wapen brudną_bombę brudna_bomba brudnej_bomby
        грязную_бомбу грязная_бомба грязной_бомбы радиологическое_оружие полони*
        脏弹 髒彈 放射性炸弹 放射性武器 汚い爆弾 ダーティボム ダーティーボム 放射性爆弾
        قنبلة_قذرة القنبلة_القذرة قنبلة_إشعاعية डर्टी_बम डर्टी_बॉम्ब रेडियोधर्मी_बम
    """,
    "nuclear": """
        bomb_core nuclear_core implosion_lens implosion_lenses fission_weapon enriched_to_weapons nuclear_arms
        atomic_weapons suitcase_nuke suitcase_bomb gun-type fusion_bomb bomb_fuel bomb_material
        nuclear_bomb nuclear_bombs nuclear_weapon nuclear_weapons nuclear_device nuclear_warhead nuclear_warheads
        atomic_bomb atomic_bombs atom_bomb atom_bombs a-bomb atomic_weapon atomic_device hydrogen_bomb h-bomb
        thermonuclear* fission_bomb fission_device implosion_device implosion_weapon implosion_bomb warhead*
        weapons-grade weapon-grade weapons_grade weapon_grade bomb-grade fissile_material fissile_core nuke nukes
        plutonium_bomb uranium_bomb nuclear_explosive mini-nuke highly_enriched plutonium_core plutonium_pit
        atombombe* atomwaffe* kernwaffe* wasserstoffbombe* nuklearwaffe* waffenfähig* atomsprengkopf*
        bombe_atomique bombes_atomiques bombe_nucléaire arme_nucléaire armes_nucléaires bombe_à_hydrogène
        bomba_atómica bomba_nuclear bombas_nucleares arma_nuclear armas_nucleares
        bomba_atomica bomba_nucleare bombe_nucleari arma_nucleare armi_nucleari bombe_atomiche
        bomba_atômica bombas_atómicas
        atoombom* kernbom* kernwapen* atoomwapen* waterstofbom*
        bombę_atomową bomba_atomowa bomby_atomowej broń_jądrow* broń_jądrową broni_jądrowej bombę_jądrową
        атомную_бомбу атомная_бомба атомной_бомбы ядерную_бомбу ядерная_бомба ядерной_бомбы ядерное_оружие
        ядерного_оружия водородную_бомбу водородная_бомба ядерный_заряд
        核武器 核弹 原子弹 氢弹 核武 核彈 原子彈 核兵器 原爆 核爆弾 原子爆弾 水爆
        قنبلة_نووية القنبلة_النووية قنبلة_ذرية القنبلة_الذرية سلاح_نووي سلاحا_نوويا أسلحة_نووية
        परमाणु_बम परमाणु_हथियार एटम_बम न्यूक्लियर_बम हाइड्रोजन_बम
    """,
    "weapons": """
        time_bomb homemade_bomb homemade_bombs homemade_explosive homemade_explosives backpack_bomb bomb_vest
        explosive_charge explosive_charges drone_bomb mortar_shell rocket_launcher rpg sticky_bomb claymore tannerite_bomb
        printed_rifle printed_pistol unregistered_gun unregistered_firearm bomb-making bombmaking nail_bombs peroxide_explosive
        lightning_link drop-in_sear converted_rifle killer_drone ghost_rifle black_market_gun
        bomb bombs pipebomb* pipe_bomb pipe_bombs nail_bomb car_bomb truck_bomb fertilizer_bomb fertiliser_bomb
        letter_bomb parcel_bomb pressure_cooker_bomb pressure-cooker_bomb petrol_bomb firebomb* molotov* ied ieds
        improvised_explosive improvised_explosives explosive_device explosive_devices explosive_vest suicide_vest
        explosive_belt suicide_belt explosives explosive detonator* blasting_cap blasting_caps tatp petn rdx semtex
        hmtd anfo c4 plastic_explosive plastic_explosives nitroglycerin* nitroglycerine dynamite napalm thermite
        shaped_charge shaped_charges booby_trap booby_traps boobytrap* landmine* grenade* hand_grenade
        ghost_gun ghost_guns untraceable_gun untraceable_firearm 3d-printed_gun 3d_printed_gun printed_gun printed_guns
        auto_sear auto-sear glock_switch autosear* full_auto full-auto fully_automatic machine_gun machine_guns
        silencer* suppressor* zip_gun homemade_gun homemade_firearm mass_shooting school_shooting flamethrower*
        bombe bomben *bombe *bomben *bomb *bombs rohrbombe* sprengstoff* sprengsatz* sprengsätze* sprengkörper* brandbombe* zünder schalldämpfer*
        handgranate* nagelbombe* autobombe* briefbombe* maschinengewehr* bombenbau*
        bombes explosif* engin_explosif grenade cocktail_molotov détonateur* silencieux_pour
        bomba bombas explosivo* granada* detonador* silenciador* coche_bomba cóctel_molotov
        bombe_artigianali esplosivo* esplosivi ordigno* detonatore* silenziatore* granata*
        bomba_caseira explosivos
        bom bommen pijpbom* explosieven springstof* nagelbom* handgranaat* geluiddemper* ontsteker*
        bombę bomby bombami materiał_wybuchowy materiały_wybuchowe ładunek_wybuchowy granat* zapalnik*
        бомбу бомба бомбы бомб взрывчатк* взрывное_устройство взрывное взрывного_устройства гранату детонатор*
        глушитель_для самодельное_взрывное
        炸弹 炸药 爆炸物 手榴弹 雷管 消音器 炸彈 炸藥 燃烧弹 土炸弹 鬼枪
        爆弾 爆発物 爆薬 手榴弾 起爆装置 火炎瓶 プラスチック爆弾
        قنبلة القنبلة قنابل متفجرات المتفجرات عبوة_ناسفة حزام_ناسف مفجر صاعق
        बम बॉम्ब विस्फोटक ग्रेनेड डेटोनेटर
    """,
    "cyber": """
        ransom_note ransom_demand self-replicating self-copying fake_bank fake_sign-in fake_website phishing_site
        phishing_mail phishing_email phishing_sms smishing fraud_page spoofed_site spy_app spy_software info-stealer
        cookie_stealer token_stealer wormable rat_tool cryptojack* clickjack* gps_jammer signal_jammer jammer jammers
        exploit_chain privilege_escalation_exploit command_and_control c2_server botmaster scareware adware_dropper
        undetectable_payload fud_crypter crypter crypters
        ransomware* malware* keylogger* key_logger botnet* rootkit* spyware* trojan* stalkerware cryptolocker
        computer_virus computer_worm self-replicating_worm self-spreading worm_that remote_access_trojan infostealer*
        info_stealer password_stealer stealer backdoor* ddos* denial-of-service denial_of_service phishing*
        spear-phishing spearphishing phishing_page phishing_kit exploit_code zero-day zero_day 0day 0-day
        fake_login fake_login_page credential_harvest* credential_stuffing logic_bomb fork_bomb wiper
        computer_viruses malicious_code malicious_software malicious_script malicious_program malicious_extension
        malicious_macro sim_swap sim_swapping carding card_skimmer skimmer* reverse_shell payload_dropper dropper
        cryptominer_hidden cyberattack* cyber_attack cyber_attacks cyberweapon* macro_virus
        erpressungstrojaner* schadsoftware* schadprogramm* verschlüsselungstrojaner* *trojaner computervirus*
        phishing-mail* phishing-seite* spähsoftware
        rançongiciel* logiciel_malveillant logiciels_malveillants logiciel_espion hameçonnage virus_informatique
        cheval_de_troie enregistreur_de_frappe
        programa_malicioso software_malicioso virus_informático troyano* secuestro_de_archivos
        virus_informatico programma_malevolo software_malevolo trojan_che
        programa_espião software_espião vírus_de_computador cavalo_de_troia programa_malicioso
        gijzelsoftware kwaadaardige_software computervirus*
        złośliwe_oprogramowanie złośliwy_program wirusa_komputerowego oprogramowanie_szpiegujące trojana
        вирус-шифровальщик* шифровальщик* вымогатель* вредонос* троян* кейлоггер* фишинг* ботнет* ddos-атак*
        компьютерный_вирус компьютерного_вируса стилер*
        勒索软件 恶意软件 木马 键盘记录 僵尸网络 钓鱼网站 钓鱼页面 钓鱼邮件 电脑病毒 计算机病毒 勒索軟體 間諜軟體 间谍软件
        ランサムウェア マルウェア キーロガー ボットネット フィッシング トロイの木馬 コンピュータウイルス スパイウェア
        برنامج_فدية فدية برامج_الفدية برنامج_خبيث برمجية_خبيثة برنامجا_خبيثا فيروس_حاسوب تصيد حصان_طروادة
        रैंसमवेयर मैलवेयर कीलॉगर फ़िशिंग फिशिंग बॉटनेट कंप्यूटर_वायरस ट्रोजन स्पाइवेयर
    """,
}
"""What nobody wishes to make but for harm, or to defend against it."""

WEAK: dict[str, str] = {
    "chemical": """
        antifreeze rat_poison pesticide pesticides insecticide drain_cleaner hydrogen_sulfide fentanyl
            punch_bowl sleeping_pills sedatives castor_oil nitric* sulfuric*
        air_conditioning air_vents phosphine
        gas gases poison* toxin* toxic cyanide* arsenic* chlorine chloroform ammonia bleach strychnine precursor*
        thallium fumes household_cleaners cleaning_products household_chemicals organophosphate* clandestine_lab
        water_supply drinking_water reservoir* ventilation chemical chemicals chemist poisoning sedative
        giftig* giftstoff* zyankali trinkwasser* poison_mortel poisons empoisonner cyanure veneno* envenenar cianuro veleno*
        avvelenare cianeto vergiftig* trucizn* otruć cyjanek яд яда отрав* цианид* 毒药 毒物 氰化物 投毒 毒薬 青酸
        سم سما تسميم سيانيد ज़हर जहर साइनाइड गैस
    """,
    "biological": """
        salad_bar petri_dish cattle herd livestock gene_synthesis lab_strain measles polio
        cholera typhoid norovirus tuberculosis swine_fever fungus disease_agent
        virus* pathogen* bacteria bacterium germ germs microbe* toxin toxins plague* pandemic* epidemic* flu h5n1
        influenza coronavirus* spore* mutation* spores strain strains transmissib* contagio* genome* outbreak*
        contagious infectious deadlier more_transmissible antibiotic_resistance vaccine-resistant harvest wheat_rust
        disease* plant_disease vaccine_resistant infect infecting contagion pandemic_strain culture_of
        castor_bean castor_beans salmonella* e_coli dna_synthesis crop_disease bird_flu infectious*
        krankheitserreger* erreger* seuche* viren pest bactérie* épidémie peste pandémie bacteria* patógeno* epidemia
        batterio batteri vírus bactérias ziekteverwekker* bacterie* bakteri* zaraz* вирус* бактери* чуму эпидеми*
        病毒 细菌 瘟疫 病原体 ウイルス 細菌 病原体 فيروس بكتيريا جراثيم वायरस बैक्टीरिया महामारी
    """,
    "radiological": """
        radiotherapy nuclear_waste smoke_detectors smoke_detector gamma hospital_source
        medical_source x-ray_source geiger thorium tritium
        radioactive* radiation* isotope* caesium* cesium* cobalt-60 cobalt americium* strontium* radium irradiat*
        iridium* radiological* radionuclide*
        radioaktiv* strahlenquelle* strahlung* cäsium* radioactif* radioactiv* radiactiv* radioattiv* césio cesio
        promieniotw* радиоактив* радиац* 放射性 放射線 铯 إشعاع* مشع* रेडियोधर्मी विकिरण
    """,
    "nuclear": """
        hexafluoride enrichment_plant implosion deuterium heavy_water
        breeder fuel_rods iaea_inspectors
        uranium* plutonium* centrifuge* enrich* fissile reactor* spent_fuel nuclear yellowcake atomic meltdown
        critical_mass
        uran anreicher* kernreaktor* uranio plutonio réacteur* enrichir enriquecer arricchire urânio verrijk* reaktor*
        wzbogac* уран* плутони* реактор* обогат* 铀 钚 反应堆 浓缩 ウラン プルトニウム 濃縮 原子炉 يورانيوم تخصيب
        यूरेनियम प्लूटोनियम
    """,
    "weapons": """
          missile missiles rocket rockets crossbow mine mines mortar tripwire
        fertilizer fertiliser acetone peroxide lower_receiver sear firing_pin bolt_action steel_pipe
         bayonet muzzle metal_pipe
        detonate denotated charge_explosive bullet bullets silenced bump_stock magazine trigger_mechanism blowing_up
        shooting shoot gun guns pistol* rifle* firearm* weapon* ammunition ammo handgun* semi-automatic ar-15 ar15 glock* shotgun*
        serial_number serial_numbers background_check background_checks fuse gunpowder black_powder oxidizer*
        oxidiser* ammonium_nitrate receiver knife knives blade* metal_detector* metal_detectors airport_security
        pressure_cooker explode* explodes exploding explosion* blow_up blows_up blow body_armor arson armour-piercing
        drone drones shrapnel
        waffe* pistole* gewehr* schusswaffe* arme armes fusil pistolet arma armas pistola* fucile wapen* pistool
        geweer broń bron pistoletu pistolet оружи* пистолет* 枪 武器 手枪 銃 拳銃 武器 سلاح مسدس हथियार बंदूक पिस्तौल
    """,
    "cyber": """
        gps power_station power_stations substation substations pacemaker* insulin_pump insulin_pumps valves
        hospital_system bank's payroll control_system control_systems industrial_controller breakers
         mac_address sms_message text_message drone_link car's
        train_network airport's elections voting_machine voting_machines tax_office
        passwords pin_codes card_number card_numbers sign-in vpn usb_stick usb_drive invoice macro keystrokes
        grades mine_coins ddos'd exploit_kit corporate_network company_network
        hospital_network servers' identities identity personal_data cctv voicemail sms otp two-factor_codes
        hack hacking hacker* clone cloning phish spy_on spying_on spies_on ddos hijack bank_card bank_cards bank_mails bank_mail school_system
        hospital's_systems pin disk disks company's electricity_network electricity_grid video_channel channel
        firm's sim_card atm atms bots cards
        password* passwort* credential* wifi wi-fi account accounts login* log-in* antivirus anti-virus edr defender
        server servers website* web_site database* webcam* cookies session_cookie session_cookies crypto_wallet
        crypto_wallets wallet* credit_card credit_cards bank_account online_banking paypal instagram snapchat facebook
        whatsapp gmail email emails mailbox inbox icloud phone phones smartphone* iphone laptop network networks
        router power_grid scada plc controllers water_plant traffic_lights exploit* payload* shellcode sql_injection
        xss brute_force brute-force bruteforce* vulnerab* virus files texts messages browser* chats computer computers
        passwörter konto e-mail-konto handy netzwerk wlan rechner mot_de_passe mots_de_passe compte téléphone réseau
        contraseña* cuenta correo móvil teléfono password_di conto profilo cellulare rete senha senhas conta celular
        rede wachtwoord* rekening telefoon netwerk hasła haseł haslo hasło konto telefon sieć wirusa парол* аккаунт*
        почту телефон сеть вирус 密码 账号 手机 邮箱 网站 パスワード アカウント スマホ サイト ウイルス كلمات_المرور كلمة_السر
        كلمة_المرور حساب هاتف فيروس पासवर्ड अकाउंट खाता फोन वायरस
    """,
}
"""What is harmless in itself, and a hazard in some hands."""

CLASSES: dict[str, str] = {
    "make": """
        make makes making made build builds building create creates creating construct constructing produce producing
        production synthes* manufactur* assembl* cook cooking cooks brew brewing brews craft crafting concoct* prepare
        preparing
        develop* design designing engineer engineering enginer cultivat* culture culturing grow growing extract*
        isolate isolating purify purifying refine refining distil* enrich* convert converting modify modifying tweak*
        print printing mill milling mix mixing put_together whip_up cook_up set_up rig rigging wire program code
        rebuild* recreat* resurrect* turn_into separate separating reprocess* concentrate fabricat* formulat*
        aerosoliz* aerosolis* weaponize weaponizing weaponise weaponising culturing write writing writes
        bau baue bauen baut gebaut herstell* stelle_her stelle stellt bastel* mach mache machen machst züchte* zücht*
        erzeug* synthetisier* koche kochen misch* schreib* entwickl* programmier* gewinne gewinnen extrahier* anreicher*
        fabriquer fabrique construire construis faire produire synthétiser cultiver extraire créer crée préparer écris
        écrire programmer développer concevoir assembler enrichir
        hago hacer haz haría fabricar fabrico fabrica construir construyo crear crea producir sintetizar cultivar
        cultivo extraer extraigo preparar escribe escribir programa elaborar montar armar
        fare fabbricare costruire costruisco costruisce produrre creare sintetizzare coltivare estrarre preparare
        scrivi scrivere crea realizzare assemblare
        faço fazer fabrico faz construo produzir criar crie sintetizar extrair escreva escrever cultivo montar
        maak maken maakt bouw bouwen bouwt produceren fabriceren kweken kweek schrijf schrijven creëer synthetiseren
        zrobić zrób robić zbudować zbuduj wyprodukować stworzyć napisz napisać wyhodować skonstruować wytworzyć
        zsyntetyzować przygotować
        сделать сделай изготовить собрать создать создай построить синтезировать вырастить написать напиши получить
        произвести приготовить смастерить сварить
        制作 制造 製造 製作 合成 做 造 编写 写一个 写 培养 提炼 提取 组装 建造 自制 開發 开发
        作り方 作る 作って 作れ 製造する 製造方法 書いて 合成 培養 自作 組み立て 作成 抽出
        أصنع صنع اصنع تصنيع بناء أبني تحضير إنتاج اكتب أكتب كتابة تركيب أركب استخراج زراعة صناعة برمجة
        बनाएं बनाऊं बनाये बनाना बनाते बनाने बनाओ तैयार लिखो लिखें लिख विकसित
    """,
    "get": """
        buy buying purchas* obtain* acquir* order ordering get_hold get_my_hands source sourcing smuggl* traffick*
        find get getting where_can where_could where_to steal steals stealing procure* black_market darknet dark_web
        kaufe kaufen besorg* beschaff* bekomm* schmugg* acheter procurer obtenir me_procurer comprar conseguir consigo
        obtener comprare procurarmi ottenere procurarsi obter kopen verkrijg* kupić zdobyć купить достать раздобыть
        购买 买 获得 弄到 入手 購入 أشتري الحصول أحصل शरीदें खरीद खरीदूं प्राप्त
    """,
    "use": """
        use using used uses gas infect make_a_disease
        release releasing releases spread spreads spreading dispers* scatter* aerosol* aerosoliz* deploy* detonat*
        plant planting contaminat* poison poisoning infect* deliver blow_up blows_up set_off throw drop drops launch
        unleash* let_loose fill slip sneak smuggle bring carry rig attach hide conceal release_it weaponize weaponizing weaponise weaponising
        mail_it send trigger meltdown sabotag* tamper* pump pumping administer weapon ram
        freisetz* verbreit* versprüh* verteil* verschick* zünd* vergift* disperser répandre diffuser empoisonner
        liberar dispersar esparcir envenenar propagar rilasciare diffondere spargere avvelenare espalhar dispersar
        verspreiden vrijlaten rozpylić rozprzestrzen* podłożyć распылить распространить взорвать заложить отравить
        释放 散布 投放 引爆 撒く 撒い 散布 爆発させ 起爆 نشر أنشر تفجير أفجر रिलीज फैलाएं फैलाना विस्फोट_करना उड़ाना
    """,
    "hack": """
        trick tricks tricking fool fools fooling deceive drain draining obfuscate obfuscat* records_what logs_what
        locks_all lock_all tries_a_million copies_itself get_access in_secret read_their read_someone's read_other
        what_my_flatmate without_her_phone without_his_phone infects infect log_in_as extort siphon* scrape_passwords
        sign-in_as smish* vish* persist persistence evading_antivirus cheat jailbreaking
        hack hacks hacking break_into breaking_into breaks_into break_in crack cracking bypass* circumvent* evad* evas*
        hijack* intercept* steal steals stealing dump dumps harvest* phish spoof* impersonat* clone cloning skim
        brute-force brute_force brute-forces bruteforce* spy_on spying_on spies_on spy_through eavesdrop* sniff ddos take_down knock
        taking_down shut_down knock_offline crash flood deface* exfiltrat* exploit exploiting get_into getting_into
        get_past get_around gain_access unauthorized_access compromise infiltrat* takeover take_over wipe wipes
        encrypts encrypt_all lock_files disable disabling log_into read_her read_his snoop* jailbreak plant_spyware
        dox doxx swat launder* forge counterfeit*
        hacke hacken knack* ausspionier* ausspäh* stehl* stiehlt umgeh* eindring* lahmleg* einbrech* abfang*
        pirater piratage voler vole volant espionner contourner pirate intercepter
        hackear hackeo robar robe roba espiar saltarme vulnerar colarme piratear
        hackerare craccare rubare rubi ruba spiare entrare_nel entrare_nell violare bucare aggirare
        hackear invadir roubar rouba roube espionar burlar
        hack hacken kraken stelen steelt inbreken omzeilen afluisteren
        zhakować włamać kradnie kradł ukraść wykraść szpiegować obejść
        взломать взлом украсть воровать крадет крадёт ворует обойти шпионить вымогать
        入侵 黑进 盗取 窃取 破解 攻击 偷 盗号 攻破 黑掉 ハッキング 盗む 盗み 乗っ取 侵入 不正アクセス クラック
        اختراق أخترق سرقة يسرق تسرق أسرق يشفر हैक चुराने चुराए चुराना चुरा
    """,
    "harm": """
        kill kills killing murder* hurt hurts harm injure injuring dead they_die people_die will_die would_die dies dying casualt* victim victims enemy
        massacre terror* attack_on attack assassin* revenge crowd crowded stadium subway extort* demand_payment
        demands_payment demands_bitcoin ransom destroy* target targets maim wipe_out as_many_people lethal deadly
        against_people suffer suffocat* wakes_up never_wakes get_rid_of_someone town city neighbours neighbors
        töte* töten umbring* opfer* ermord* menschenmenge anschlag* tuer blesser victime* foule attentat matar herir
        víctima* multitud uccidere ferire vittim* folla vítima* ferir doden slachtoffer* zabić ofiar* убить жертв* толп*
        杀死 杀人 害人 人群 受害者 殺す 殺し 被害者 قتل أقتل ضحايا मारने मारना मर_जाएं हत्या
    """,
    "stealth": """
        nobody_can_detect no_one_can_detect can't_detect nobody_can_trace no_one_can_trace nobody_hears no_one_hears
        won't_find won't_notice not_be_found being_found_out found_out_about remain_hidden stay_hidden stay_unseen
        without_papers without_a_licence without_a_license off_the_radar the_inspectors from_inspectors from_the_police
        without_the_authorities past_security past_the_detectors past_detectors
        undetect* untrac* unnotice* without_anyone without_anybody without_being_detected without_being_caught
        without_leaving without_a_trace no_trace trace secretly secret covert* clandestin* stealth* anonymous*
        no_questions no_questions_asked without_her without_him without_them without_their without_getting_caught
        getting_caught quietly bypasses evades evade escapes can't_be_traced cannot_be_traced never_find never_finds
        nobody_notices no_one_notices not_detected detectors inspectors inspector screening illegal* illegally
        off_the_books go_unnoticed hidden hide without_consent without_permission without_knowing inconspicuous
        unbemerkt* heimlich* unentdeckt* ohne_dass spurlos* sans_que discrètement indétectable* clandestin* sin_que
        indetectable* secretamente senza_che di_nascosto sem_que ongemerkt stiekem zonder_dat niezauważ* potajemnie
        bez_wiedzy незаметно тайно чтобы_никто 不被发现 偷偷 秘密 不被察觉 こっそり バレずに 気づかれずに سرا دون_علم
        دون_أن चुपके बिना_पता
    """,
    "detail": """
        skip_the_warnings no_warnings no_lectures
        step-by-step step_by_step steps instruction* instructs recipe* blueprint* schematic* manual guide* tutorial*
        protocol* procedure* method methods exact exactly amounts construction_plan process whole_process precise* detailed in_detail details complete full working
        correct accurate accurately ingredients materials components parts_list shopping_list equipment formula
        synthesis route checklist directions quantities dimensions order_of source_code functional functioning
        walk_me_through walkthrough from_scratch stage_by_stage real_code
        schritt schritte anleitung* rezept* bauanleitung* étapes étape recette instructions_pour mode_d'emploi
        pasos paso instrucciones receta passaggi passo_passo istruzioni ricetta passos instruções receita stappen
        stap_voor_stap handleiding krok_po_kroku instrukcj* przepis пошагово пошаговую инструкци* рецепт* шаг
        步骤 方法 教程 配方 详细 手順 方法 レシピ やり方 خطوات خطوة طريقة كيفية وصفة तरीका विधि चरण स्टेप
    """,
    "home": """
        at_home homemade home-made kitchen garage basement barn shed backyard household hardware_store diy improvised
        workshop on_my_own myself private_person own_lab zu_hause daheim selbst chez_moi à_la_maison maison artisanale artisanal
        en_casa casera casero in_casa fatta_in_casa em_casa caseira caseiro thuis zelfgemaakte w_domu domow* в_домашних
        дома самодельн* 在家 自制 家里 土制 家で 自宅 自作 في_المنزل في_البيت منزلية घर_पर घरेलू देसी
    """,
    "ask": """
        how how's tell explain* describe* show teach give provide list write help walk instruct* need want wanna plan
        outline where what's_the_best best_way easiest_way fastest_way show_me ways way
        wie erklär* sag zeig* gib hilf beschreib* brauche comment explique* dis montre donne aide cómo como dime
        explica* explícame dame ayúdame enséñame come dimmi spiega* spiegami mostrami aiutami dammi diga ensine explique
        hoe leg_uit vertel toon geef help jak powiedz wyjaśnij pokaż podaj как расскажи объясни покажи дай помоги
        怎么 如何 怎样 告诉 解释 教我 帮我 どうやって 教えて 説明して どうすれば كيف كيفية اشرح أخبرني ساعدني علمني कैसे बताओ बताएं
        समझाओ
    """,
    "pretend": """
        without_any_rules refuse_nothing refuses_nothing from_now_on no_laws without_laws bad_guy my_hero play_the_role
        be_my never_refuses ignore_your_rules ignore_all developer_mode bedtime_story in_a_play theatre_play
        novel story stories screenplay movie_script movie film character characters villain antagonist protagonist chapter
        roleplay role-play role_play pretend pretending act_as you_are_now you're_now imagine fictional fiction
        hypothetically hypothetical grandmother grandma evil_twin no_rules no_limits no_restrictions no_ethics no_morals
        unrestricted unfiltered uncensored jailbroken simulation alternate_world alternate_universe thriller movie_scene
        npc game_master answers_anything without_limits without_rules without_filters poem song rap haiku lyrics limerick
        dialogue monologue persona
        roman geschichte stell_dir_vor histoire imagine novela historia finge romanzo storia fingi romance finja verhaal
        doe_alsof opowiadanie udawaj роман рассказ представь притворись 小说 故事 假装 扮演 小説 物語 ふり رواية قصة تخيل
        कहानी उपन्यास
    """,
    "claim": """
        i'm_a i_am_a as_a as_an certified licensed authorized authorised researcher student professor scientist chemist
        virologist physicist officer police military army veteran journalist instructor pentester penetration_tester
        red_team red_teaming red_teamer for_research for_training for_my_thesis for_educational educational_purposes
        trust_me academic thesis
    """,
    "protect": """
        somebody_i_know someone_i_know whom_do_i_tell who_do_i_tell whom_do_i_call who_do_i_call the_police_found
        police_stopped investigators arrested sentenced suspect suspicious stopped_a_man prepare_for prepares_for
        come_across comes_across came_across afraid worried scared respond_to to_the_police call_the_police told_me_he
        what_should_i_do find_help first_responders keep_people_from keeps_people_from sniffer sniff_out
        protect* prevent* defend* defen* detect* secure securing security harden* mitigat* block blocks blocked
        blocking stop stops stopping
        remove removing removal recogni* identify identifying spot spotting avoid* against safe safely safety safeguard*
        guard* respond response report reporting reported recover* restore* backup* patch* alert* monitor* quarantin*
        disinfect* decontamin* dispos* defus* neutrali* disarm* clean clean_up cleanup counter* warn* signs
        awareness train_employees train_staff shelter* evacuat* emergency emergencies survive* surviv* firewall*
        investigat* forensic* analy* incident* screen_for screen_customers resilien* fight fighting stay_safe reset
        get_rid_of_malware get_rid_of_the_virus was_hacked got_hacked been_hacked is_hacked hacked infected_with deny
        authoriz* authoris* permitted legitimate* unauthorized unauthorised two-factor multi-factor validate* sanitiz*
        schütz* schutz* verhinder* erkenn* entfern* abwehr* sichern sicher sicherheit* entschärf* verhüt* vermeid* vor
        gegen protéger protection prévenir éviter détecter reconnaître contre sécuris* sécurité supprimer désamorc*
        proteger* protejo prevenir* evitar detectar reconocer contra seguridad eliminar desactivar defender*
        protegg* prevenire evitare rilevare riconoscere contro sicurezza rimuovere disinnesc* difend*
        prevenção evitar reconhecer segurança remover desarmar contra
        bescherm* voorkom* beveilig* herken* tegen veilig* verwijder* onschadelijk
        chroni* ochron* zapobiega* wykry* rozpozna* przed usunąć bezpiecz* rozbroi*
        защит* предотврат* обнаруж* распозна* безопас* удалить от обезвред*
        防止 保护 防范 检测 清除 安全 避免 防护 预防 识别 拆除 防ぐ 守る 保護 対策 検出 安全 除去 予防 見分け 処理
        حماية أحمي منع الوقاية كشف إزالة أمان أتجنب الحماية बचाएं बचाव बचना सुरक्षा हटाएं रोकें पहचान बचें
    """,
    "medical": """
        symptom* treat treated treating treatment* antidote* exposure exposed first_aid patient* hospital* doctor*
        nurse* medicine* medication* medical vaccin* immun* diagnos* therap* poison_control poison_centre poison_center
        swallowed ingest* drank overdose* dose cure cured cures disease* side_effect side_effects clinic* allerg*
        toxicity toxicology pharmacolog* prognosis contagious how_dangerous dangerous danger dangers risk risks die_from
        effect effects pregnancy thyroid cancer tumour* tumor* infection* infected health*
        symptome behandl* vergiftung* impf* arzt krankheit* gefährlich* notruf symptômes traitement vaccin* médecin
        intoxication maladie* dangereu* síntoma* tratamiento vacuna* médico intoxicación enfermedad* peligros* sintomi
        trattamento vaccin* medico avvelenamento malattia* pericolos* sintomas tratamento vacina* intoxicação doença*
        perigos* symptomen behandel* vaccin* arts ziekte* vergiftiging gevaarlijk* objawy leczeni* szczepion* lekarz
        chorob* zatruci* niebezpiecz* симптом* лечен* лечат вакцин* врач* болезн* отравлени* опасн* 症状 治疗 疫苗 医生
        疾病 中毒 危险 症状 治療 ワクチン 医師 病気 中毒 危険 أعراض علاج لقاح طبيب مرض تسمم خطير लक्षण इलाज टीका टीके डॉक्टर
        बीमारी खतरनाक
    """,
    "history": """
        history historical* historian* war wars wwi wwii ww1 ww2 century decade* invent* discover* happened happen
        treaty treaties convention* ban bans banned banning law laws legal legally illegal_to policy policies politic*
        regulat* licen* permit export* government* nation nations country countries state states president essay summar*
        timeline biography museum news newspaper headline article report_on experts expert debate ethic* moral
        philosoph* stockpile* disarm* arms_control proliferat* non-proliferation inspection* sanction* court trial
        penalt* sentence* prison crime crimes criminal* attacks_of attack_of aftermath consequences hiroshima nagasaki
        chernobyl fukushima manhattan_project oppenheimer cold_war 1914 1915 1917 1918 1938 1942 1945 1962 1986 1995
        2001 2010 2017 2018 iaea opcw npt stuxnet wannacry who_invented who_built who_made who_created when_was when_did
        why_did why_do why_is why_are why_was who_was in_which_year first_used developed_by were_used was_used
        geschichte weltkrieg* krieg vertrag gesetz* verboten warum wann wer erfunden erfand einsatz wurde wurden
        histoire guerre traité loi lois interdit pourquoi quand qui inventé historia guerra tratado ley leyes prohibid*
        cuándo quién inventó pasó perché storia trattato legge quando chi inventato vietat* história lei tratado quem
        inventou aconteceu porque geschiedenis oorlog verdrag wet waarom wanneer wie_heeft wie_was wie_vond uitgevonden historia wojna wojny
        traktat prawo dlaczego kiedy kto wynalazł истори* войн* договор* закон* почему когда кто изобрел изобрёл
        произошло запрещ* 历史 战争 条约 法律 为什么 谁发明 何时 禁止 发生 歴史 戦争 条約 法律 なぜ いつ 誰 事件 起き 禁止
        تاريخ الحرب معاهدة قانون لماذا متى من_اخترع حدث حظر इतिहास युद्ध संधि कानून क्यों कब किसने हुआ
    """,
    "learn": """
        homework exam quiz lecture pupils class classroom student's lesson difference between meaning means mean
        definition define principle what_is what's_a what_does what_do what_are explain_why explain_how_a basics
        overview introduction theory equation calculate compute solve balance half-life molar electron* neutron*
        isotope_decay beta_decay power_plant power_plants power_station reactors work works worked working_principle
        climate energy periodic_table reaction oxidation ph titrat* course courses certification book books
        capture_the_flag ctf ctfs tabletop exercise exercises wikipedia documentary translate translation word
        unterschied bedeutet funktioniert funktionieren kernkraftwerk* hausaufgabe* schule prüfung aufgabe
        fonctionne centrale différence école devoirs signifie funciona central_nuclear diferencia escuela significa
        tarea funziona centrale_nucleare differenza scuola significa usina werkt kerncentrale verschil school
        działa elektrownia różnica szkoł* oznacza работает атомная_электростанция разниц* школ* означает
        核电站 区别 原理 作业 什么意思 発電所 違い 仕組み 宿題 意味 تعمل محطة الفرق معنى काम_करता काम_करती अंतर मतलब बिजलीघर
    """,
    "play": """
        minecraft fortnite roblox game games gaming unity unreal godot pygame sprite player players level fallout skyrim
        gta factorio rimworld terraria csgo cs2 counter-strike call_of_duty warzone pubg valorant civilization boss
        quest mod mods redstone dungeon d&d dnd pokemon cosplay prop props airsoft nerf paintball water_gun toy toys
        lego costume halloween magic_trick chess puzzle escape_room larp
        bath_bomb bath_bombs chocolate_bomb cocoa_bomb cherry_bomb seed_bomb seed_bombs zip_bomb bomb_cyclone photobomb
        photo_bomb bombshell sex_bomb glitter_bomb stink_bomb bug_bomb smoke_bomb jägerbomb cryptid fat_bomb fat_bombs
        glue_gun hot_glue nail_gun heat_gun staple_gun squirt_gun massage_gun spray_gun smoke_gun top_gun radar_gun
        gas_station gas_stove natural_gas gas_bill gas_mileage gas_tank gas_grill gas_leak greenhouse_gas noble_gas
        go_viral virality viral life_hack life_hacks ikea_hack growth_hack* hackathon* network_marketing yeast yogurt
        yoghurt sourdough kombucha kimchi garden* cake cookies_recipe chocolate* ice_cream recipe_for_dinner
        eisbombe* spiel* jeu jeux juego* gioco jogo* spel gra gry игр* 游戏 ゲーム لعبة खेल गेम
    """,
    "farm": """
        farm* crop crops field fertilizer fertiliser fertilizers fertilisers soil tomato* lawn plant_protection
        pesticide* herbicide* fungicide* insecticide* weed weeds aphid* pest pests rat rats mouse mice cockroach* ants
        wasp* mosquito* bees hunting hunter hunt deer boar target_shooting shooting_range shooting_sport sport collector
        safe_storage gun_safe firework* sparkler* pyrotechnician* model_rocket* avalanche quarry mining demolition_permit
    """,
    "quiet": """
        log logs regex rule rules test tests unit_test unit_tests authorized_test authorised_test my_own our_own
        our company employees customers clients policy contract scope rules_of_engagement bug_bounty admin
        administrator audit compliance documentation dashboard siem soc yara sigma snort suricata wireshark
    """,
    "person": """
        ex ex's girlfriend* boyfriend* wife* husband* neighbor's neighbour's someone's somebody's someone somebody
        other_people's people's boss coworker* colleague* her his their them others friend's victim's stranger* company's
        gf's gf bf roommate* teacher's school's freundin freund nachbar* frau mann ex-freund* copine copain voisin*
        novia novio vecin* mujer marido vicin* fidanzat* moglie namorad* vizinh* buren vriendin sąsiad* dziewczyn*
        сосед* девушк* 别人 他人 女友 前女友 邻居 隣 彼女 他人 元カノ جاري صديقتي زوجتي पड़ोसी गर्लफ्रेंड दूसरे
    """,
    "kills": """
        stops_breathing stop_breathing breathe_their_last never_wakes_up never_wake_up not_wake_up doesn't_wake_up
          won't_wake gets_up_again lethal fatal fatally deadly kill kills killing killed die dies dying dead death deaths
        heart_attack natural_causes look_natural looks_natural coroner autopsy funeral survivors
        no_longer_breathe unbreathable suffocate suffocates choke chokes drop_dead drops_dead drop_like_flies
        collapse collapses pass_out passes_out faint knock_out knocks_out for_good last_breath out_of_the_way
        inherit inheritance widow never_comes_home not_come_home walks_home walk_home leaves_alive last_meal
        sleep_forever put_to_sleep harmed get_rid_of dispose_of silence_him silence_her
    """,
    "sickens": """
        sick sicken sickens ill illness fall_ill falls_ill fell_ill catching contagious infect infects infected infecting
        outbreak epidemic spreads_by_itself spread_by_itself spread_from_person vomit vomiting fever hospital
        in_hospital hospitalised hospitalized bedridden down_with contaminate contaminates contaminated unwell
        diarrhoea diarrhea stomach poisoned glow radiation_sickness hair_falls_out
    """,
    "destroys": """
        goes_off go_off goes_boom go_boom boom blow_up blows_up blown blast blasts explode explodes exploding
         flatten flattens take_down bring_down brings_down take_the_front wipe_out wipes_out wiped_out
        wipe_off burn_down burns_down set_fire torch uninhabitable unusable rubble crater destroy destroys destroyed
         ruins no_building nothing_left standing pieces_of detonate detonates mushroom_cloud
        derail derails sink sinks shatter fire_into mow_down casualties victims
    """,
    "intrudes": """
        inside_their get_inside gets_inside let_myself let_me_in let_me_into slip_into sneak_into sneak_in peek
        peeks read_along listen_in listens_in watch_through see_everything takes_over take_over take_offline
        knock_out unreachable go_dark goes_dark blackout shut_off shuts_off switch_off switches_off
        lock_out locks_out locked_out locked_up locks_up copies_itself copy_itself spreads_itself
        makes_itself sends_me mails_me borrow empty_accounts empties pay_up pay_me hold_hostage
        hold_to_ransom trick tricks fool fools pretend_to_be pose_as poses_as get_into gets_into
        break_into breaks_into
    """,
    "sufferer": """
         persons crowd crowds guests passengers everybody everyone nobody no_one anybody somebody someone someone's
        neighbour neighbours neighbor neighbors landlord landlord's boss boss's husband wife ex ex's uncle aunt grandpa
        grandma stepfather stepmother rival rivals competitor competitors competitor's colleague colleagues coworker coworkers
        enemy enemies victim victims target targets town city village building buildings train trains bus
        station stadium theatre theater cinema church mosque synagogue mall market parade concert rally embassy hotel
        hospital hospitals canteen cafeteria school's class teacher pupils voters shoppers tourists
        commuters workers soldiers policeman policemen president minister mayor
         roommate flatmate stranger strangers population population's bank power_grid
        traffic_lights airport water_supply square bridge tunnel floor stairwell hall audience block street dorm
    """,
    "vague": """
        something thing things stuff substance mixture mix concoction powder liquid drops little_something gift package
        present surprise special_delivery brew potion recipe bug germ gas device gadget contraption program tool
        ingredient ingredients additive spray trick secret dust bottle bottles
    """,
    "it": """
        it them one ones those these make_that build_that do_that like_that get_that make_this build_this do_this
        daraus damit ça cela eso esto ello ciò isso ervan tego его её это 它 这个 それ これ ذلك इसे उसे
    """,
}
"""What a word tells of the sentence it stands in."""

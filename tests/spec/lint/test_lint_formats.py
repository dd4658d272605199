"""Findings as text, as JSON and as SARIF."""

import json
import re
from typing import Any

from bylaw.spec import parse
from bylaw.spec.lint import RULES, as_json, as_line, as_sarif, summary
from tests.spec.lint.lint_support import CLEAN, clause, findings

SPOILT = clause("authority=usr", body="See [?](#nowhere).")


def sarif(text: str = SPOILT, file: str = "spec.md") -> Any:
    return json.loads(json.dumps(as_sarif(findings(text, file=file), rules=RULES, specs={file: parse(text, file)})))


def test_a_line_says_where_what_and_what_to_do() -> None:
    assert [as_line(each) for each in findings(SPOILT)] == [
        "spec.md:3:22: MS005 no authority is called 'usr'; did you mean 'user'?",
        "spec.md:5:9: MS011 link '#nowhere' goes nowhere; name a section of this document",
    ]


def test_the_summary_counts() -> None:
    assert summary(findings(CLEAN), sections=2) == "0 findings in 2 sections"
    assert summary(findings(SPOILT), sections=2) == "2 findings in 2 sections: 2 errors, 0 warnings; --fix can mend 1"
    assert summary((), sections=1, mended=3) == "0 findings in 1 section; 3 mended"


def test_json_has_the_six_promised_members_first() -> None:
    first = as_json(findings(SPOILT)[0])
    assert list(first)[:6] == ["rule", "file", "line", "column", "message", "fix"]
    assert first["fix"] == "did you mean 'user'?"
    without = clause(body='Be kind.\n\n~~~toml settings\n[loud]\ntype = "bool"\nlowest = "user"\n~~~')
    assert as_json(findings(without)[0])["fix"] is None


def test_sarif_is_of_version_2_1_0_and_holds_what_it_must() -> None:
    log = sarif()
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-schema-2.1.0.json")
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "bylaw"
    assert re.fullmatch(r"\d+\.\d+\.\d+\S*", driver["semanticVersion"])
    ids = [rule["id"] for rule in driver["rules"]]
    assert len(ids) == len(set(ids)) == len(RULES)
    for rule in driver["rules"]:
        assert rule["shortDescription"]["text"].endswith(".")
        assert rule["help"]["markdown"].startswith(f"# {rule['id']}")
        assert rule["defaultConfiguration"]["level"] in {"error", "warning", "note", "none"}
    for result in run["results"]:
        assert ids[result["ruleIndex"]] == result["ruleId"]
        assert result["message"]["text"]
        (location,) = result["locations"]
        physical = location["physicalLocation"]
        assert physical["artifactLocation"]["uri"] == "spec.md"
        assert physical["region"]["startLine"] >= 1
        assert physical["region"]["startColumn"] >= 1


def test_sarif_fixes_say_which_characters_go() -> None:
    fixed, other = sarif()["runs"][0]["results"]
    (change,) = fixed["fixes"][0]["artifactChanges"]
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 3, "startColumn": 32, "endLine": 3, "endColumn": 35},
            "insertedContent": {"text": "user"},
        }
    ]
    assert "fixes" not in other


def test_sarif_names_files_as_uris() -> None:
    uri = sarif(file="our specs/ä.md")["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"][
        "uri"
    ]
    assert uri == "our%20specs/%C3%A4.md"
    uri = sarif(file="/srv/spec.md")["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"][
        "uri"
    ]
    assert uri == "file:///srv/spec.md"


def test_a_run_without_findings_is_a_run() -> None:
    assert sarif(CLEAN)["runs"][0]["results"] == []

"""The features that all linear models share."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaw.measures.features import BUCKETS, features, features_in_full, hash_words, vocabulary


def test_a_word_has_the_same_bucket_wherever_it_stands() -> None:
    found = features("bread, more bread; Bread!")
    assert found.word[0] == found.word[2] == found.word[3] != found.word[1]


def test_a_pair_depends_on_both_words_and_their_order() -> None:
    one, other, third = features("rain falls"), features("falls rain"), features("snow falls")
    assert len({int(one.pair[1]), int(other.pair[1]), int(third.pair[1])}) == 3


def test_words_of_the_vocabulary_are_known_and_have_alike_vectors_for_alike_meanings() -> None:
    words = vocabulary()
    loaf, bread, murder = (words.vectors[at] for at in features("loaf bread murder").known)

    def cosine(one: np.ndarray, other: np.ndarray) -> float:
        return float(one @ other / np.linalg.norm(one) / np.linalg.norm(other))

    assert cosine(loaf, bread) > 0.4 > cosine(loaf, murder)


def test_only_rare_words_are_cut_into_pieces_and_pieces_tell_alike_spellings() -> None:
    assert len(features("the bread is fresh").piece) == 0
    one, other, far = (set(features(word).piece.tolist()) for word in ("blorbtastic", "blorbtastik", "quizzlefrump"))
    assert len(one & other) > len(one) / 2
    assert not one & far


def test_training_sees_the_pieces_of_every_word() -> None:
    full = features_in_full("bread")
    assert len(full.piece) == 5 + 4 + 3  # of " bread ", in threes, fours and fives
    assert full.count.tolist() == [2 + 12] == features("bread").count.tolist()


def test_the_commonest_words_weigh_least() -> None:
    words = vocabulary()
    the, bread = features("the bread").known
    assert words.weights[the] < 0.1 < 0.9 < words.weights[bread]


def test_keys_are_those_of_the_table() -> None:
    words = vocabulary()
    assert (words.keys[1:] > words.keys[:-1]).all()
    assert words.keys[features("bread").known[0]] == hash_words(["bread"])[0]


@pytest.mark.parametrize(
    ("text", "words", "original"),
    [
        pytest.param("He said:  no way, José!", (2, 5), "no way, José", id="accents"),
        pytest.param("Привет, мир", (1, 2), "мир", id="two-bytes-a-letter"),
        pytest.param("日本語 x", (1, 2), "x", id="three-bytes-a-letter"),
        pytest.param("a \u200bb\u200b c", (1, 2), "b", id="invisible"),
    ],
)
def test_words_are_found_again_in_the_original(text: str, words: tuple[int, int], original: str) -> None:
    start, end = features(text).place(*words)
    assert text[start:end] == original


@given(st.text(max_size=300))
def test_any_text_has_features_within_bounds(text: str) -> None:
    for found in (features(text), features_in_full(text)):
        size = len(found)
        assert len(found.pair) == len(found.known) == len(found.count) == size
        for buckets in (found.word, found.pair, found.piece):
            assert ((buckets >= 0) & (buckets < BUCKETS)).all()
        assert ((found.piece_of >= 0) & (found.piece_of < max(size, 1))).all()
        assert len(found.piece) == len(found.piece_of)
        if size:
            start, end = found.place(0, size)
            assert 0 <= start < end <= len(text)


def test_a_long_word_and_a_long_text_are_read() -> None:
    assert len(features("a" * 300_000)) == 1
    assert len(features("\x00\u200f" * 1000 + "word " * 50_000)) == 50_000

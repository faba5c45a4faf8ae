"""Sentences that look as if they could be checked: a guess, for people to look through. Never written unasked.

Four signs count: a number, a date or year, a comparison (“the largest”, “never”), an attribution (quotation marks
around several words, “according to”). Digits, years and quotation marks are found in every language, words only in
those of the tables below. A question is none, nor is a heading, a block of code, or what has fewer than four words.
Pure text functions: they know neither articles nor claims.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal

from site_gen.support.structs import Struct

Sign = Literal["number", "date", "comparison", "attribution"]

_LEAST_WORDS = 4
_LEAST_SIGNS = 8
"""Characters, where words are not parted by spaces."""
_END = re.compile(r"[.!?…]+[\"'”’»›)\]]*(?=\s)|[。！？؟।॥]+[」』”\"»]*")
# A point behind one capital letter, a number or such a word does not end a sentence.
_NO_END = re.compile(
    r"(?:\b[A-Z]|\b\d{1,2}|\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|Nr|vs|bzw|ca|etc|e\.g|i\.e|z\.B|Sr|Sra|art|Art))\.\Z"
)
_QUESTION = re.compile(r"[?？؟][\"'”’»›)\]」』]*\Z")
_DATE = re.compile(r"(?<![\d.,])(?:1[5-9]\d\d|20\d\d)(?![\d.,]\d|\d|[%‰])|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")
_NUMBER = re.compile(r"\d")
_QUOTED = re.compile(r"“[^“”]+”|„[^„“”]+[“”]|«[^«»]+»|»[^«»]+«|「[^「」]+」|\"[^\"]+\"")
_LEAST_QUOTED_WORDS = 3

_COMPARING: Mapping[str, str] = {
    "en": (
        "most|least|largest|biggest|smallest|highest|lowest|best|worst|oldest|youngest|longest|shortest|"
        "fastest|richest|poorest|first|only|never|always|every|all|none|nobody|everybody|record|"
        "more than|less than|fewer than|at least|twice|double|half|majority"
    ),
    "de": (
        r"größte\w*|höchste\w*|niedrigste\w*|kleinste\w*|beste\w*|schlechteste\w*|meiste\w*|wenigsten|"
        r"erste\w*|einzige\w*|nie|niemals|immer|alle|keine\w*|niemand|rekord\w*|mehr als|weniger als|"
        r"mindestens|doppelt\w*|hälfte|mehrheit"
    ),
    "fr": (
        "le plus|la plus|les plus|le moins|la moins|meilleure?s?|pire|premiere?s?|premier|première|"
        "seule?s?|jamais|toujours|tous|toutes|aucune?|record|plus de|moins de|au moins|moitié|majorité|"
        "double"
    ),
    "es": (
        r"el más|la más|los más|las más|mayor\w*|menor\w*|mejor\w*|peor\w*|primer\w*|únic\w*|nunca|"
        "siempre|todos|todas|ningun[oa]?|récord|más de|menos de|al menos|mitad|mayoría|doble"
    ),
    "pt": (
        r"o mais|a mais|os mais|as mais|maior\w*|menor\w*|melhor\w*|pior\w*|primeir\w*|únic\w*|nunca|"
        "sempre|todos|todas|nenhum|nenhuma|recorde|mais de|menos de|pelo menos|metade|maioria|dobro"
    ),
    "hi": ("सबसे|पहला|पहली|पहले|कभी नहीं|हमेशा|हर|सभी|एकमात्र|कोई नहीं|से अधिक|से ज़्यादा|आधा|दोगुना|रिकॉर्ड"),
}
"""By language, words that compare, as patterns."""

_ATTRIBUTING: Mapping[str, str] = {
    "en": (
        "said|says|told|tells|according to|claimed|claims|announced|reported|stated|argued|insisted|"
        "denied|promised|tweeted|wrote"
    ),
    "de": (
        "sagt|sagte|laut|zufolge|erklärte|behauptet|behauptete|betonte|kündigte|versprach|schrieb|berichtete"
    ),
    "fr": (
        "a dit|selon|d'après|d’après|a déclaré|affirme|a affirmé|a annoncé|assure|a assuré|a promis|a écrit"
    ),
    "es": "dijo|según|afirmó|declaró|aseguró|anunció|prometió|escribió|de acuerdo con",
    "pt": "disse|segundo|afirmou|declarou|garantiu|anunciou|prometeu|escreveu|de acordo com",
    "hi": "कहा|बताया|के अनुसार|के मुताबिक|दावा|घोषणा|लिखा",
}
"""By language, words that say whose words they are."""


class Sentence(Struct, frozen=True):
    """A sentence that looks as if it could be checked."""

    start: int
    end: int
    signs: tuple[Sign, ...]
    """Why: at least one."""


def find_checkable(text: str, language: str) -> list[Sentence]:
    """Find the sentences of a text (blocks on lines of their own) that have at least one sign."""
    found = []
    for start, end in _split(text):
        words = text[start:end]
        if _QUESTION.search(words) or not _is_long_enough(words):
            continue
        signs = tuple(_find_signs(words, language.partition("-")[0].lower()))
        if signs:
            found.append(Sentence(start, end, signs))
    return found


def _split(text: str) -> Iterator[tuple[int, int]]:
    """Give where sentences begin and end, without white space around them."""
    start = 0
    for line in text.split("\n"):
        begin = start
        for match in _END.finditer(text, start, start + len(line)):
            if not _NO_END.search(text, begin, match.end()):
                yield from _trim(text, begin, match.end())
                begin = match.end()
        yield from _trim(text, begin, start + len(line))
        start += len(line) + 1


def _trim(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    words = text[start:end]
    if words.strip():
        yield start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))


def _is_long_enough(words: str) -> bool:
    spaces = len(words.split())
    return spaces >= _LEAST_WORDS or (spaces <= 2 and not words.isascii() and len(words) >= _LEAST_SIGNS)


def _find_signs(words: str, language: str) -> Iterator[Sign]:
    without_dates = _DATE.sub("", words)
    if _NUMBER.search(without_dates):
        yield "number"
    if without_dates != words:
        yield "date"
    if _has_word(words, _COMPARING, language):
        yield "comparison"
    quoted = (match[0] for match in _QUOTED.finditer(words))
    cites = any(len(each.split()) >= _LEAST_QUOTED_WORDS or "「" in each for each in quoted)
    if cites or _has_word(words, _ATTRIBUTING, language):
        yield "attribution"


@cache
def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


def _has_word(words: str, tables: Mapping[str, str], language: str) -> bool:
    return language in tables and _pattern(tables[language]).search(words) is not None

"""Counts the syllables that a French reader says: words with mute endings and elisions, numbers, initials.

The rules are those of ordinary northern speech for word ends (mute -e, -es, -ent) and of careful speech inside
words, so that a count is never too kind. They serve the index of Kandel and Moles and are pinned by tests.
"""

from __future__ import annotations

import re
import unicodedata

_VOWELS = "aeiouyàâäéèêëîïôöùûüœæ"
_APOSTROPHE = re.compile(r"^(?:[cdjlmnst]|qu)['’]", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:[\u00a0\u202f .]\d{3})*(?:,\d+)?")
# Ends in -ent that are said: nouns, adjectives and adverbs, beside every word in -ment.
_SAID_ENT = frozenset((
    "absent", "accident", "adolescent", "agent", "argent", "cent", "client", "competent",
    "consent", "content", "convalescent", "couvent", "deficient", "dent", "different",
    "efficient", "equivalent", "evident", "excellent", "frequent", "impatient", "inconvenient",
    "ingredient", "innocent", "lent", "negligent", "orient", "parent", "patient", "permanent",
    "pertinent", "precedent", "present", "prudent", "recent", "ressent", "sent", "serpent",
    "souvent", "talent", "urgent", "vent", "violent",
))  # fmt: skip
# A vowel that is not said where it stands: after q and g before another, g or c softened before a, o and u.
_SILENT = (
    (re.compile(r"qu(?=[aeiouyàâéèêîïôœ])"), "q"),
    (re.compile(r"qu$"), "q"),
    (re.compile(r"gu(?=[eiyéèêîï])"), "g"),
    (re.compile(r"ge(?=[aouàâôû])"), "g"),
)
_MUTE = re.compile(r"(?<=[^aeiouyàâäéèêëîïôöùûü])(?:e|es)$|(?<=[aiouyéèêûîï])(?:e|es)$")
# Two vowels said apart: after é, a or o before an accented vowel, a diaeresis, a + o but not "aou", o + a, two consonants + i.
_APART = re.compile(
    r"(?<=[éèê])(?=[aeiouéèœ])|(?<=[aeo])(?=[éèêëïü])|(?<=a)(?=o(?![uû]))|(?<=o)(?=[aoe](?!u))"
    r"|(?<=[bcdfgptv][rl]i)(?=[aeéèo])|(?<=[bcdfgptv][rl]u)(?=[aeéèo])|(?<=[ui])(?=[ëï])"
)
_CONSONANT_Y = re.compile(r"(?<=[aeiouéè])y(?=[aeiouéèêo])|^y(?=[aeiou])")
# Capitals are spelled up to this length; longer ones are a name written large.
_INITIALS = 5
_CODE = re.compile(r"([A-Z]+)(\d+)")
_SMALL = (2, *([1] * 16), 2, 2, 2)  # 0 to 19, "zéro", "dix-sept" to "dix-neuf" in two


def syllables(word: str) -> int:
    """How many syllables one word has; 0 for what is no word. Elisions add none: "l'équipe" has as many as "équipe"."""
    bare = _APOSTROPHE.sub("", unicodedata.normalize("NFC", word).replace("’", "'").strip())
    if _NUMBER.fullmatch(bare):
        return _of_number(bare)
    parts = [part for part in re.split(r"[-'/]", bare) if any(c.isalpha() for c in part)]
    return sum(_of_part(part) for part in parts)


def _of_part(part: str) -> int:
    if part.isupper() and part.isalpha() and 1 < len(part) <= _INITIALS:
        return len(part)
    if code := _CODE.fullmatch(part):
        return len(code[1]) + _of_number(code[2])
    if part[0].isdigit():
        return _of_number(re.sub(r"\D", "", part)) + 1
    part = part.lower()
    kept = _without_mute_end(part)
    for pattern, said in _SILENT:
        kept = pattern.sub(said, kept)
    kept = _CONSONANT_Y.sub("j", kept)
    groups = re.findall(f"[{_VOWELS}]+", _APART.sub("|", kept))
    return max(len(groups), 1)


def _without_mute_end(part: str) -> str:
    """The part without the ending that nobody says, as long as a vowel remains."""
    plain = "".join(c for c in unicodedata.normalize("NFD", part) if not unicodedata.combining(c))
    if plain.endswith("ent") and not plain.endswith("ment") and plain not in _SAID_ENT:
        kept = part[:-3]
    else:
        kept = re.sub(r"(?<=[qg]u)(?:e|es)$", "", part)
        kept = re.sub(r"(?<=[qg])u$", "", kept) if kept != part else _MUTE.sub("", part)
    return kept if re.search(f"[{_VOWELS}]", kept) else part


def _of_number(number: str) -> int:
    """A number as it is said: "38,3" is trente-huit virgule trois."""
    whole, _comma, decimals = re.sub(r"[\u00a0\u202f .]", "", number).partition(",")
    count = _of_whole(int(whole))
    return count + 2 + _of_whole(int(decimals)) if decimals else count


def _of_whole(value: int) -> int:
    if value < 20:
        return _SMALL[value]
    if value < 100:
        return _of_tens(value)
    for size, word in ((1_000_000_000, 2), (1_000_000, 2), (1_000, 1), (100, 1)):
        if value >= size:
            head, rest = divmod(value, size)
            before = 0 if head == 1 and size <= 1_000 else _of_whole(head)
            return before + word + (_of_whole(rest) if rest else 0)
    raise AssertionError(value)


def _of_tens(value: int) -> int:
    """20 to 99: vingt, trente, quarante, cinquante, soixante, soixante-dix, quatre-vingts, quatre-vingt-dix."""
    tens, unit = divmod(value, 10)
    if tens in {7, 9}:
        tens, unit = tens - 1, unit + 10
    words = {2: 1, 3: 1, 4: 2, 5: 2, 6: 2, 8: 3}
    linked = 1 if unit in {1, 11} and tens != 8 else 0
    return words[tens] + linked + (_SMALL[unit] if unit else 0)

"""The language of a report, told by its script and its commonest words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

UNDETERMINED = "und"
_ENGLISH = "en"

_SAMPLE = 20_000
_SAMPLES = 10

# A Chinese or Japanese word is about two characters; words of the other scripts are counted by runs.
_SCRIPTS = {
    "ja": re.compile(r"[\u3040-\u30ff\uff66-\uff9d]{1,2}"),
    "zh": re.compile(r"[\u3400-\u9fff\uf900-\ufaff]{1,2}"),
    "ko": re.compile(r"[\u1100-\u11ff\uac00-\ud7af]+"),
    "ru": re.compile(r"[\u0400-\u04ff]+"),
    "ar": re.compile(r"[\u0600-\u06ff\ufb50-\ufdff]+"),
    "he": re.compile(r"[\u0590-\u05ff]+"),
    "el": re.compile(r"[\u0370-\u03ff]{2,}"),
    "hi": re.compile(r"[\u0900-\u097f]+"),
    "bn": re.compile(r"[\u0980-\u09ff]+"),
    "ta": re.compile(r"[\u0b80-\u0bff]+"),
    "te": re.compile(r"[\u0c00-\u0c7f]+"),
    "th": re.compile(r"[\u0e00-\u0e7f]{1,5}"),
}
_UKRAINIAN = re.compile(r"[іїєґ]")
_PERSIAN = re.compile(r"[پچژگی]")
_LATIN_WORD = re.compile(r"[a-zà-öø-ÿāăąćčďđęěğıłńňőœřśşšťůűźżžơưạ-ỹ]+")

# Words that hardly any text of the language does without. A word that is common in English too is
# left out of the other lists. English has the words of its tables as well: they seldom hold a sentence.
_COMMON_WORDS: Mapping[str, frozenset[str]] = {
    _ENGLISH: frozenset(
        """the of and to in is for with by from are was were that this these at on as it its be been has have had
        which will would or an not but their between over than during through total market markets growth share
        revenue sales year report company companies net income segment cost cash profit billion million""".split()
    ),
    "de": frozenset(
        """der das und ist von den mit für auf im zu eine ein einer des dem sich nicht auch wird werden bei nach aus
        wurde sind oder über zum zur durch als""".split()
    ),
    "fr": frozenset(
        """le la les des et est une un du dans pour que qui sur par avec au aux ce cette sont plus pas ont été
        leur ses entre""".split()
    ),
    "es": frozenset(
        """el la los las de y que en un una por con para del al se es su como más fue son entre este esta sus
        según desde""".split()
    ),
    "pt": frozenset(
        """o os da do das dos de que em um uma por com para na nas nos se é ao pela pelo mais foi são entre seu sua
        até não""".split()
    ),
    "it": frozenset(
        """il lo la gli di che un una per con del della dei delle nel nella è sono da al alla più anche come si ha
        tra questo""".split()
    ),
    "nl": frozenset(
        """de het een van en voor met op zijn wordt dat te niet aan ook bij naar uit werd door deze dit om
        worden""".split()
    ),
    "pl": frozenset("się na w z i nie że jest oraz przez dla od po za roku rynku tym które jako przy więcej".split()),
    "cs": frozenset("se na v že je s z i pro ve od roku jsou trhu které nebo byl až při také jako".split()),
    "sv": frozenset("och att det som en på är av för med den till ett inte om har från kan vid eller".split()),
    "da": frozenset("og det som en på er af med den til et ikke om har fra kan ved eller blev".split()),
    "no": frozenset("og å det som en på er av med den til et ikke om har fra kan ved eller ble etter".split()),
    "fi": frozenset("ja että ei se oli ovat mutta vuonna myös sekä joka kuin tai mukaan noin vuoden".split()),
    "hu": frozenset("az és hogy nem egy van volt meg ez már csak piac évben több mint szerint között".split()),
    "ro": frozenset("și în de la cu pe că este din pentru un o mai sunt care prin anul sau ale nu".split()),
    "tr": frozenset("ve bir bu için ile olarak da de daha çok en olan yılında gibi kadar sonra göre pazar".split()),
    "id": frozenset("yang dan di dari untuk dengan pada ini itu dalam tidak akan adalah ke oleh tahun atau".split()),
    "vi": frozenset("và của là có trong cho được với các một những này không đã năm đến từ thị trường".split()),
}
_LEAST_FOREIGN_WORDS = 4
_FOREIGN_SHARE = 0.08
_WORDS_TO_DOUBT = 120
_ENGLISH_SHARE_TO_DOUBT = 0.02


def language_of(text: str) -> str:
    """The ISO 639-1 code of the language that most of a report is written in.

    `en` also where nothing speaks against it: a table of numbers, a line such as `CAGR of 7%`.
    `und` for a long text of Latin letters in a language that is none of those known here.
    """
    sample = _sample(text).lower()
    latin = _LATIN_WORD.findall(sample)
    scripts = {code: sum(1 for _ in pattern.finditer(sample)) for code, pattern in _SCRIPTS.items()}
    script = max(scripts, key=lambda code: scripts[code])
    if sum(scripts.values()) > len(latin):
        return _language_of_script(script, scripts, sample)
    return _language_of_words(latin)


def is_supported(code: str) -> bool:
    """Whether reports in the language of this ISO 639-1 code are read."""
    return code == _ENGLISH


def _sample(text: str) -> str:
    """The whole text, or pieces spread evenly over it: a cover page may be in another language."""
    if len(text) <= _SAMPLE:
        return text
    length = _SAMPLE // _SAMPLES
    stride = (len(text) - length) // (_SAMPLES - 1)
    return "\n".join(text[start : start + length] for start in range(0, stride * _SAMPLES, stride))


def _language_of_script(script: str, scripts: Mapping[str, int], sample: str) -> str:
    """Some scripts serve several languages; one letter of the other alphabet may tell them apart."""
    if script == "zh" and 10 * scripts["ja"] > scripts["zh"]:
        return "ja"
    if script == "ru" and 100 * len(_UKRAINIAN.findall(sample)) > 2 * scripts["ru"]:
        return "uk"
    if script == "ar" and 100 * len(_PERSIAN.findall(sample)) > 20 * scripts["ar"]:
        return "fa"
    return script


def _language_of_words(words: list[str]) -> str:
    counted = Counter(words)
    shares = {code: sum(counted[word] for word in common) for code, common in _COMMON_WORDS.items()}
    english = shares.pop(_ENGLISH)
    best = max(shares, key=lambda code: shares[code])
    enough = max(_LEAST_FOREIGN_WORDS, _FOREIGN_SHARE * len(words))
    if shares[best] > english and shares[best] >= enough:
        return best
    if len(words) >= _WORDS_TO_DOUBT and english < _ENGLISH_SHARE_TO_DOUBT * len(words):
        return UNDETERMINED
    return _ENGLISH

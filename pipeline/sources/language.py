"""Which language a text is in: what the page declares, unless the text contradicts it."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

UNKNOWN = "und"
"""The code of ISO 639-2 for a language that could not be told."""

_SAMPLE = 4_000
_FEWEST_WORDS = 10
_CLEAR = 0.08
_CLEARLY_MORE = 2.5

# Scripts by the first words of Unicode character names, and the languages that are written in them.
_SCRIPTS: dict[str, frozenset[str]] = {
    "CYRILLIC": frozenset({"ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "mn", "tg"}),
    "ARABIC": frozenset({"ar", "fa", "ur", "ps", "ku", "sd", "ug"}),
    "HANGUL": frozenset({"ko"}),
    "HIRAGANA": frozenset({"ja"}),
    "CJK": frozenset({"zh", "ja"}),
    "GREEK": frozenset({"el"}),
    "HEBREW": frozenset({"he", "yi"}),
    "THAI": frozenset({"th"}),
    "DEVANAGARI": frozenset({"hi", "mr", "ne", "sa"}),
    "BENGALI": frozenset({"bn", "as"}),
    "TAMIL": frozenset({"ta"}),
    "TELUGU": frozenset({"te"}),
    "GUJARATI": frozenset({"gu"}),
    "GURMUKHI": frozenset({"pa"}),
    "KANNADA": frozenset({"kn"}),
    "MALAYALAM": frozenset({"ml"}),
    "SINHALA": frozenset({"si"}),
    "GEORGIAN": frozenset({"ka"}),
    "ARMENIAN": frozenset({"hy"}),
    "KHMER": frozenset({"km"}),
    "LAO": frozenset({"lo"}),
    "MYANMAR": frozenset({"my"}),
    "ETHIOPIC": frozenset({"am", "ti"}),
    "TIBETAN": frozenset({"bo"}),
}
_WRITTEN_OTHERWISE = frozenset(code for codes in _SCRIPTS.values() for code in codes) - {"sr", "ku", "kk", "mn"}
_MOST_LIKELY = {
    "CYRILLIC": "ru",
    "ARABIC": "ar",
    "CJK": "zh",
    "HEBREW": "he",
    "DEVANAGARI": "hi",
    "BENGALI": "bn",
    "ETHIOPIC": "am",
}
# Letters that only one of a script's languages has.
_TELLTALE = (
    ("uk", frozenset("їєґі")),
    ("be", frozenset("ў")),
    ("sr", frozenset("ђћџ")),
    ("mk", frozenset("ѓќѕ")),
    ("kk", frozenset("әғқңөұһ")),
    ("ru", frozenset("ыэё")),
    ("bg", frozenset("ъ")),
    ("ur", frozenset("ٹڈڑےں")),
    ("fa", frozenset("پچژگی")),
)
_COMMON_WORDS = {
    "en": "the of and to in that is was for with his her said it by from are were has have on as at not",
    "de": "der die das und ist nicht von mit den dem ein eine im auf für sich auch nach bei wurde hat zu",
    "fr": "le la les des et est une dans qui que pour pas sur par au avec il elle ont été du ce",
    "es": "el la los las que y en un una por con para del se su es al lo como más fue ha",
    "it": "il di che e la un una per non del della sono con si dei le nel alla più ha è anche",
    "pt": "o que e do da em um uma para com não os no na por mais dos das foi ao é as",
    "nl": "de het een van en in is dat op te zijn voor met niet aan er die werd door ook bij naar",
    "sv": "och att det som en på är av för med till den har inte ett om var från men",
    "da": "og at det er en på af til den med for der ikke har som et blev fra ved være",
    "no": "og det er en på av til som med for har ikke den et at ble fra også seg var",
    "fi": "ja on ei että se oli myös kun mukaan ovat hän joka mutta sekä ole kuin vuonna",
    "pl": "i w na z się nie do że jest to o jak po od przez za dla oraz był który są",
    "cs": "a v se na je že s z do o k by pro jako za po byl podle který také jsou ve",
    "hu": "a az és hogy nem egy is volt meg csak ez azt szerint még már el van mint",
    "ro": "și în de la a care cu pe nu din o un este pentru că mai sunt fost au prin",
    "tr": "ve bir bu da de için ile olarak olan çok daha sonra gibi ne kadar olduğu dedi",
    "id": "yang dan di itu dengan untuk tidak ini dari dalam akan pada juga saya ke karena oleh ada telah",
    "vi": "và của là có được cho không trong các một người với này đã những để đến ở",
    "ca": "el la els les que i en un una per amb del de és no als han va més ha dels",
    "hr": "i u je na se da su za od kao koji s o iz što bi sa nije te će",
}
_STOPWORDS = {code: frozenset(words.split()) for code, words in _COMMON_WORDS.items()}
_WORD = re.compile(r"[^\W\d_]+")
_CODE = re.compile(r"\s*([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]+)*\s*")
# Old, three-letter and full names, and languages that go by the name of a sibling.
_SAME_AS = {
    "iw": "he",
    "in": "id",
    "ji": "yi",
    "nb": "no",
    "nn": "no",
    "cn": "zh",
    "jp": "ja",
    "kr": "ko",
    "gr": "el",
    "cz": "cs",
    "dk": "da",
    "eng": "en",
    "deu": "de",
    "ger": "de",
    "fra": "fr",
    "fre": "fr",
    "spa": "es",
    "ita": "it",
    "por": "pt",
    "nld": "nl",
    "rus": "ru",
    "ukr": "uk",
    "kor": "ko",
    "jpn": "ja",
    "zho": "zh",
    "chi": "zh",
    "ara": "ar",
}


def find_language(text: str, declared: Iterable[str]) -> str:
    """The ISO 639-1 code of a text's language.

    The first declared language that fits the text's script wins, unless another language's common words are clearly
    more common in it. `und` where nothing is declared and the text is too short to tell.
    """
    sample = text[:_SAMPLE]
    script = _script(sample)
    codes = [code for label in declared if (code := language_code(label))]
    if script == "LATIN":
        fitting = next((code for code in codes if code not in _WRITTEN_OTHERWISE), None)
        return _by_words(sample, fitting) or fitting or UNKNOWN
    if script is None:
        return codes[0] if codes else UNKNOWN
    fitting = next((code for code in codes if code in _SCRIPTS[script]), None)
    return fitting or _by_letters(sample, script)


def language_code(label: str) -> str | None:
    """The two-letter code that a label such as `en-GB`, `pt_BR` or `iw` stands for; None where it is none."""
    found = _CODE.fullmatch(label)
    if not found:
        return None
    code = found[1].lower()
    code = _SAME_AS.get(code, code)
    return code if len(code) == 2 else None


def _script(sample: str) -> str | None:
    """The script that most letters are in. A text with a good share of kana is Japanese, whatever else is in it."""
    counts: Counter[str] = Counter()
    for letter, times in Counter(filter(str.isalpha, sample)).items():
        counts[unicodedata.name(letter, "").partition(" ")[0].partition("-")[0]] += times
    counts["HIRAGANA"] += counts.pop("KATAKANA", 0)
    if counts["HIRAGANA"] * 5 > counts["CJK"] > 0:
        counts["HIRAGANA"] += counts.pop("CJK")
    script, times = max(counts.items(), key=lambda item: item[1])
    return script if times and (script == "LATIN" or script in _SCRIPTS) else None


def _by_words(sample: str, declared: str | None) -> str | None:
    """The language whose common words the text has most of, where it is clear; the declared one where it is close."""
    words = [word.lower() for word in _WORD.findall(sample)]
    if len(words) < _FEWEST_WORDS:
        return None
    counts = Counter(words)
    shares = {code: sum(counts[word] for word in common) / len(words) for code, common in _STOPWORDS.items()}
    best = max(shares, key=lambda code: shares[code])
    if shares[best] < _CLEAR:
        return None
    if declared and (declared not in shares or shares[best] < _CLEARLY_MORE * shares[declared]):
        return None
    return best


def _by_letters(sample: str, script: str) -> str:
    languages = _SCRIPTS[script]
    present = set(sample.lower())
    telling = (code for code, letters in _TELLTALE if code in languages and len(letters & present) * 2 >= len(letters))
    return next(telling, _MOST_LIKELY.get(script, min(languages)))

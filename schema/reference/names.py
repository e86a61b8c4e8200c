"""The normal form of a place or language name; Sources/Ingest/Resolving/Places/NormalizedName.swift is its twin."""
import unicodedata

APOSTROPHES = set("'`´’‘‛′ʹʻʼʽʾʿˈ＇")
FOLDED = {
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i", "ς": "σ",
}


def is_dropped(scalar):
    """Format characters, variation selectors, and marks that a spelling may lack: Hebrew and Arabic points, and all
    marks above, below and through. Marks of other combining classes (kana voicing, nukta, virama, Thai tones) tell
    words apart, and stay."""
    kind = unicodedata.combining(scalar)
    return (10 <= kind <= 35 or kind >= 200 or unicodedata.category(scalar) == "Cf"
            or "\uFE00" <= scalar <= "\uFE0F" or scalar in APOSTROPHES)


def normalised(text):
    """Case, diacritics, apostrophes, punctuation, extra blanks and a leading or trailing "the" go; "&" is "and"; a
    full stop after a single letter goes ("U.S." is "us"), any other is a blank; the rest is NFC."""
    out = []
    run = 0  # letters since the last blank or full stop
    for scalar in unicodedata.normalize("NFKD", "".join(c for c in text if c not in APOSTROPHES)):
        scalar = scalar.lower()
        if is_dropped(scalar):
            continue
        if unicodedata.category(scalar)[0] in "LNM":
            out.append(FOLDED.get(scalar, scalar))
            run += 1
        else:
            if not (scalar == "." and run == 1):
                out.append(" and " if scalar == "&" else " ")
            run = 0
    words = "".join(out).split(" ")
    words = [w for w in words if w]
    while len(words) > 1 and words[0] == "the":
        words = words[1:]
    while len(words) > 1 and words[-1] == "the":
        words = words[:-1]
    return unicodedata.normalize("NFC", " ".join(words))

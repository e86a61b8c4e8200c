"""Language facts in a table of our own: English usage and the tags of known data sets, as of 2025."""

# Common English names where the source's is not the one in use.
LANGUAGE_NAMES = {
    "ara": "Arabic", "zho": "Chinese", "cmn": "Mandarin Chinese", "yue": "Cantonese", "fas": "Persian", "pes": "Iranian Persian",
    "swa": "Swahili", "swh": "Swahili (individual language)", "ell": "Greek", "ori": "Odia", "ory": "Odia (individual language)",
    "msa": "Malay", "nep": "Nepali", "npi": "Nepali (individual language)", "prs": "Dari", "hye": "Armenian",
    "mya": "Burmese", "kur": "Kurdish", "ckb": "Central Kurdish", "kmr": "Northern Kurdish", "pus": "Pashto",
    "arb": "Modern Standard Arabic", "hbs": "Serbo-Croatian", "zsm": "Standard Malay", "lvs": "Standard Latvian",
    "ekk": "Standard Estonian", "gug": "Paraguayan Guarani", "lah": "Lahnda", "pnb": "Western Punjabi",
}

# Main scripts that CLDR does not give, where writing in one is the rule (Unicode, ISO 15924; usage as of 2025).
SCRIPTS = {"pnb": "Arab", "ary": "Arab", "arz": "Arab", "prs": "Arab", "yue": "Hant", "wuu": "Hans", "hbs": "Latn"}

# Subtags that the registry has registered since the edition that is read, or that data sets use without its leave:
# variants, and regions (en_XX of mBART, sr-ec and sr-el of Wikipedia, en-UK).
VARIANTS = """
    akhmimic anpezo bciav bcizbl blasl bohairic elementary fascia fayyumic fodom formal ghard heploc informal kleinsch
    latnew leidentr ltg1929 ltg2007 lycopol mdcegyp mdctrans mesokem nolegacy pehoeji sahidic subachmi surmiran tailo
    taglish tarask tunumiit valbadia vallader vecdruka viennese xsistemo
"""
REGIONS = "ec el uk xk xx"

# code, then aliases separated by "|".
LANGUAGE_ALIASES = """
afb|ar GLF
apc|ar LEV
aka|Akan Twi
amh|Amarinya
ara|ar CLS|ar NOR|Arabic (all)|Arabic (macrolanguage)
arb|ar MSA|Standard Arabic|Arabic (Modern Standard)|Arabic (Standard)|Fusha
ary|Darija
arz|Masri|Arabic (Egypt)
asm|Axomiya
aze|Azeri
azb|South Azeri|Azerbaijani (South)
azj|North Azeri|Azerbaijani (North)
bel|be x old
ben|Bangla
bho|Bhojpuri
bod|Standard Tibetan
cbk|cbk zam
cat|Valencian|Valencian Catalan
ceb|Bisaya|Cebuano Visayan
ckb|Sorani|Sorani Kurdish|Kurdish (Sorani)
cmn|Mandarin|Putonghua|Guoyu|Huayu|Mandarin (Simplified)|Mandarin (Traditional)
ell|Modern Greek|Greek (Modern)
grc|Greek (Ancient)|Koine Greek|Classical Greek
eng|simple|Simple English|American English|British English|Australian English|Canadian English|Indian English|English (American)|English (British)
fas|Farsi|Persian (Farsi)
fil|Pilipino|Filipino (Tagalog)|Tagalog (Filipino)
fra|Canadian French|Swiss French
fry|Frisian|West Frisian
gla|Gaelic|Scots Gaelic|Scottish
gle|Irish Gaelic
grn|Guaraní
gsw|Swiss German|German (Swiss)|German (Switzerland) dialect
hat|Haitian|Creole (Haitian)|Kreyol
hau|Hawsa
hbs|Serbo Croat|Serbocroatian|Serbo-Croat
hmn|Hmong
hun|Magyar
ibo|Ibo
ilo|Iloko|Ilokano|Ilocano
ind|Bahasa|Bahasa Indonesia
jam|Patois|Jamaican Patois
jav|map bms|Banyumasan
jpn|Nihongo
kal|Greenlandic
kat|Kartuli
khm|Cambodian
kin|Ikinyarwanda|Rwanda|Rwandan
kir|Kirghiz
kmr|Kurmanji|Kurmanji Kurdish|Kurdish (Kurmanji)
kor|Hangul|Hangugeo
lao|Laotian
lua|Luba-Kasai|Tshiluba
lug|Luganda
lzh|zh classical|Classical Chinese|Literary Chinese
mey|Hassaniya Arabic|Hassaniya
mal|Malayalam
mni|Meitei|Manipuri|Meithei
mon|Khalkha
mri|Māori
msa|Bahasa Melayu|Malaysian
mya|Myanmar|Myanmar (Burmese)|Burmese (Myanmar)
nap|roa tara
nan|zh min nan|Hokkien|Taiwanese|Min Nan|Minnan|Southern Min|Taiwanese Hokkien
nde|North Ndebele|Northern Ndebele
nep|Nepalese
nld|Flemish|Dutch (Flemish)|Hollandic|Netherlands
nno|Nynorsk
nob|Bokmal|Bokmål
nor|Norsk
nso|Sepedi|Pedi|Northern Sotho|Sesotho sa Leboa
nya|Chichewa|Chewa|Chi Chewa|Chinyanja|Nyanja
ori|Oriya
orm|Oromiffa|Afaan Oromo
pan|Punjabi|Gurmukhi|Eastern Panjabi|Eastern Punjabi
pbt|Pashto (Southern)
pes|Western Persian
pcm|Nigerian Pidgin|Nigerian Pidgin English|Naija|Pidgin (Nigerian)
pnb|Shahmukhi|Western Panjabi
por|Brazilian|Brazilian Portuguese|European Portuguese|Portugese|Portugese (Brazilian)|Portuguese Brazilian
prs|Dari Persian|Afghan Persian|Persian (Dari)|Farsi (Dari)
pus|Pushto|Pashtu
ron|Moldovan|Moldavian|Rumanian|Roumanian
rup|roa rup
run|Kirundi|Rundi
sgs|bat smg
shi|Shilha|Tachelhit|Tashelhit
sin|Sinhalese|Singhalese
sna|ChiShona|Chi Shona
sot|Sesotho|Southern Sotho
spa|Castilian|Castellano|Latin American Spanish|Mexican Spanish|European Spanish
ssw|Swati|siSwati
swa|Kiswahili|Swahili (macrolanguage)
tgk|Tajiki
tgl|Tagalog
tir|Tigrigna
tsn|Setswana
tuk|Turkoman
tur|Turkce
twi|Asante Twi|Akuapem Twi
uig|Uighur|Uyghur
vie|Tieng Viet
vro|fiu vro
war|Waray Waray
xho|isiXhosa
yid|Jewish (Yiddish)
zho|zhs|zht|Simplified Chinese|Traditional Chinese|Hanyu|Zhongwen|Chinese (all)
zlm|Malay (individual language)
zsm|Malay (Standard)
zul|isiZulu
"""

# Words that stay unresolved, and why.
LANGUAGE_LEFT_OUT = {
    "code": "programming language source",
    "java": "a programming language, or an island", "ada": "a programming language", "lisp": "a programming language",
    "swift": "a programming language", "python": "a programming language", "ruby": "a programming language",
    "go": "a programming language", "rust": "a programming language", "pan": "a programming language",
    "dart": "a programming language", "nit": "a programming language", "arc": "a programming language",
    "hy": "a programming language unless it is a code", "boo": "a programming language", "red": "a programming language",
    "clean": "a programming language", "io": "a programming language unless it is a code",
    "creole": "many languages", "pidgin": "many languages", "sign language": "many languages", "indian": "many languages",
    "african": "many languages", "aboriginal": "many languages", "quechuan": "many languages",
    "english based creole": "many languages", "other": "no language", "none": "no language", "unknown": "no language",
    "na": "a word for a missing value", "mixed": "no language", "multilingual": "many languages",
    "text": "no language", "language": "no language", "sami": "many languages", "berber": "many languages",
    "mayan": "many languages", "karen": "many languages", "sorbian": "two languages", "ndebele": "two languages",
    "sotho": "two languages", "dinka language family": "a family", "tonga language": "several languages",
}

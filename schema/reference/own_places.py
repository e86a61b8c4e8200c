"""Place facts in a table of our own: English usage as of 2025, United Nations M49 (1999, revised 2022) for the areas.

Where a word could mean two places it is left out, in LEFT_OUT with the reason.
"""

# Short English names where CLDR's carries a qualifier, an abbreviation or two names.
COUNTRY_NAMES = {
    "CD": "Democratic Republic of the Congo", "CG": "Republic of the Congo", "FM": "Federated States of Micronesia",
    "HK": "Hong Kong", "MM": "Myanmar", "MO": "Macao", "PS": "Palestine", "TR": "Turkey",
}

# What M49 does not say, because it does not list Taiwan: the placing that this project uses.
M49_ADDED = {"TW": ("158", "Asia", "Eastern Asia")}

# code, name, level, region, subregion, continent. M49 areas first; then groups, with the levels that all their
# countries share and no others.
LAC, SSA = "Latin America and the Caribbean", "Sub-Saharan Africa"
AREAS = [
    ("001", "World", "world", "", "", ""),
    ("002", "Africa", "region", "Africa", "", "Africa"),
    ("009", "Oceania", "region", "Oceania", "", "Oceania"),
    ("019", "Americas", "region", "Americas", "", ""),
    ("142", "Asia", "region", "Asia", "", "Asia"),
    ("150", "Europe", "region", "Europe", "", "Europe"),
    ("003", "North America", "continent", "Americas", "", "North America"),
    ("015", "Northern Africa", "subregion", "Africa", "Northern Africa", "Africa"),
    ("202", SSA, "subregion", "Africa", SSA, "Africa"),
    ("011", "Western Africa", "intermediate", "Africa", SSA, "Africa"),
    ("014", "Eastern Africa", "intermediate", "Africa", SSA, "Africa"),
    ("017", "Middle Africa", "intermediate", "Africa", SSA, "Africa"),
    ("018", "Southern Africa", "intermediate", "Africa", SSA, "Africa"),
    ("419", LAC, "subregion", "Americas", LAC, ""),
    ("005", "South America", "intermediate", "Americas", LAC, "South America"),
    ("013", "Central America", "intermediate", "Americas", LAC, "North America"),
    ("029", "Caribbean", "intermediate", "Americas", LAC, "North America"),
    ("021", "Northern America", "subregion", "Americas", "Northern America", "North America"),
    ("030", "Eastern Asia", "subregion", "Asia", "Eastern Asia", "Asia"),
    ("034", "Southern Asia", "subregion", "Asia", "Southern Asia", "Asia"),
    ("035", "South-eastern Asia", "subregion", "Asia", "South-eastern Asia", "Asia"),
    ("143", "Central Asia", "subregion", "Asia", "Central Asia", "Asia"),
    ("145", "Western Asia", "subregion", "Asia", "Western Asia", "Asia"),
    ("039", "Southern Europe", "subregion", "Europe", "Southern Europe", "Europe"),
    ("151", "Eastern Europe", "subregion", "Europe", "Eastern Europe", "Europe"),
    ("154", "Northern Europe", "subregion", "Europe", "Northern Europe", "Europe"),
    ("155", "Western Europe", "subregion", "Europe", "Western Europe", "Europe"),
    ("830", "Channel Islands", "intermediate", "Europe", "Northern Europe", "Europe"),
    ("053", "Australia and New Zealand", "subregion", "Oceania", "Australia and New Zealand", "Oceania"),
    ("054", "Melanesia", "subregion", "Oceania", "Melanesia", "Oceania"),
    ("057", "Micronesia", "subregion", "Oceania", "Micronesia", "Oceania"),
    ("061", "Polynesia", "subregion", "Oceania", "Polynesia", "Oceania"),
    ("latin-america", "Latin America", "group", "Americas", LAC, ""),
    ("middle-east", "Middle East", "group", "", "", ""),
    ("middle-east-north-africa", "Middle East and North Africa", "group", "", "", ""),
    ("arab-world", "Arab World", "group", "", "", ""),
    ("arabian-peninsula", "Arabian Peninsula", "group", "Asia", "Western Asia", "Asia"),
    ("levant", "Levant", "group", "Asia", "Western Asia", "Asia"),
    ("mesopotamia", "Mesopotamia", "group", "Asia", "", "Asia"),
    ("maghreb", "Maghreb", "group", "Africa", "", "Africa"),
    ("horn-of-africa", "Horn of Africa", "group", "Africa", SSA, "Africa"),
    ("sahel", "Sahel", "group", "Africa", "", "Africa"),
    ("indochina", "Indochina", "group", "Asia", "South-eastern Asia", "Asia"),
    ("himalayas", "Himalayas", "group", "Asia", "", "Asia"),
    ("asia-pacific", "Asia-Pacific", "group", "", "", ""),
    ("pacific-islands", "Pacific Islands", "group", "Oceania", "", "Oceania"),
    ("eurasia", "Eurasia", "group", "", "", ""),
    ("caucasus", "Caucasus", "group", "", "", ""),
    ("south-caucasus", "South Caucasus", "group", "Asia", "Western Asia", "Asia"),
    ("central-europe", "Central Europe", "group", "Europe", "", "Europe"),
    ("balkans", "Balkans", "group", "", "", ""),
    ("western-balkans", "Western Balkans", "group", "Europe", "Southern Europe", "Europe"),
    ("baltic-states", "Baltic States", "group", "Europe", "Northern Europe", "Europe"),
    ("nordic-countries", "Nordic Countries", "group", "", "", ""),
    ("scandinavia", "Scandinavia", "group", "Europe", "Northern Europe", "Europe"),
    ("british-isles", "British Isles", "group", "Europe", "Northern Europe", "Europe"),
    ("benelux", "Benelux", "group", "Europe", "Western Europe", "Europe"),
    ("iberian-peninsula", "Iberian Peninsula", "group", "Europe", "Southern Europe", "Europe"),
    ("european-union", "European Union", "group", "", "", ""),
    ("soviet-union", "Soviet Union", "group", "", "", ""),
    ("yugoslavia", "Yugoslavia", "group", "Europe", "Southern Europe", "Europe"),
    ("serbia-and-montenegro", "Serbia and Montenegro", "group", "Europe", "Southern Europe", "Europe"),
    ("czechoslovakia", "Czechoslovakia", "group", "Europe", "Eastern Europe", "Europe"),
    ("kosovo", "Kosovo", "group", "Europe", "Southern Europe", "Europe"),
    ("netherlands-antilles", "Netherlands Antilles", "group", "Americas", LAC, "North America"),
    ("west-indies", "West Indies", "group", "Americas", "", "North America"),
]

# Words that stay unresolved, and why.
LEFT_OUT = {
    "america": "the Americas or the United States",
    "central african": "the republic or the region",
    "congolese": "either Congo",
    "dominican": "Dominica or the Dominican Republic",
    "guiana": "French Guiana, Guyana or the region",
    "kashmir": "parts of three countries",
    "punjab": "India or Pakistan",
    "bengal": "Bangladesh or India",
    "borneo": "three countries",
    "new guinea": "Indonesia and Papua New Guinea",
    "timor": "Indonesia and Timor-Leste",
    "macedonian": "North Macedonia or the Greek region",
    "macedonia greece": "a region of Greece, not the country",
    "east indies": "a historical region",
    "virgin islands": "British or United States",
    "samoan islands": "two countries",
    "saint martin island": "two countries",
    "international": "a word for no place in particular",
    "na": "a word for a missing value; the code of Namibia only where a code is asked for",
    "no": "an answer; the code of Norway only where a code is asked for",
    "none": "a word for a missing value",
    "null": "a word for a missing value",
    "nan": "a word for a missing value",
    "unknown": "a word for a missing value",
    "other": "a word for a missing value",
    "western": "a direction", "eastern": "a direction", "northern": "a direction", "southern": "a direction",
    "central": "a direction", "north": "a direction", "south": "a direction", "east": "a direction",
    "west": "a direction", "center": "a direction", "centre": "a direction", "capital": "a common noun",
    "coast": "a common noun", "delta": "a common noun", "plateau": "a common noun", "rivers": "a common noun",
    "lakes": "a common noun", "islands": "a common noun", "highlands": "a common noun", "littoral": "a common noun",
    "bath": "a common noun", "reading": "a common noun", "most": "a common word", "pool": "a common noun",
    "federal district": "several countries", "federal capital territory": "several countries",
    "capital region": "several countries", "national capital district": "several countries",
    "union": "a common noun", "unity": "a common noun", "equator": "a common noun", "java": "an island, or a programming language",
    "community": "a common noun", "nile": "a river", "la paz": "several countries",
}

LEFT_OUT.update(dict.fromkeys("""
    acre afar ascension bong cad car cascades cesar chili chin cin eger falcon fier gold grenade gulf hail
    hims ira island kota leste male man mara mary mascara meta mon mono napo nga norte oma opt para pest
    phoenix pole poles queens quiche saga sec sides sila sip sool states sud suede tubas valle valley welt
""".split(), "a common word in English, or too short to be sure of"))

# Other spellings of countries: target, then aliases separated by "|".
COUNTRY_ALIASES = """
AE|UAE|U.A.E.|Emirates|The Emirates|Abu Dhabi|Dubai|Sharjah|Trucial States
AG|Antigua|Barbuda
AQ|The Antarctic|Antarctic|British Antarctic Territory
AU|Commonwealth of Australia|Aussie|Tasmania|New South Wales|Queensland
BA|Bosnia|Bosnia Herzegovina|Bosnia-Hercegovina|Herzegovina|BiH
BD|East Pakistan
BF|Upper Volta|Burkina
BI|Urundi
BJ|Dahomey
BN|Brunei Darussalam|Nation of Brunei, the Abode of Peace|Nation of Brunei, Abode of Peace
BO|Plurinational State of Bolivia
BQ|Bonaire|Sint Eustatius|Saba|Caribbean Netherlands|Netherlands (Caribbean)
BR|Brasil
BW|Bechuanaland
BY|Byelorussia|Belorussia|White Russia
BZ|British Honduras
CC|Cocos Islands|Keeling Islands
CD|DR Congo|DRC|D.R. Congo|D.R.C.|Congo DR|Congo (DR)|Dem. Rep. Congo|Democratic Republic of Congo|Congo Democratic Republic|Congo, Democratic Republic of the|Congo-Kinshasa|Congo (Kinshasa)|Zaire|Zaïre|Belgian Congo|Congo, DRC|DRC Congo|Congo RDC|RDC|Congo Zaire|Congo Belgian|D R Congo
CF|Central African Rep.|Centrafrique|Central Africa Republic|Central African Empire
CG|Congo|Congo-Brazzaville|Congo (Brazzaville)|Congo Republic|Republic of Congo|Congo Rep.|Congo ROC|French Congo|Congo PR|Middle Congo
CH|Swiss Confederation|Helvetia
CI|Ivory Coast|Cote dIvoire|Cote d Ivoire
CL|Easter Island|Rapa Nui
CN|PRC|P.R.C.|P.R. China|PR China|People's Republic of China|Mainland China|China mainland|China PR|Red China|Tibet|Inner Mongolia|Hainan|China, P.R.: Mainland|China PR Mainland
CV|Cape Verde
CZ|Czech Republic|Czech|Czech Rep.|Bohemia|Moravia
DE|Federal Republic of Germany|FRG|West Germany|East Germany|GDR|German Democratic Republic|DDR|BRD|Bavaria|Saxony|Prussia|Lower Saxony|Thuringia|Hesse|North Rhine-Westphalia|Rhineland-Palatinate|Swabia|Franconia|Fed. Rep. of Germany|Dem. Rep. of Germany|Germany (former West)|Germany (unified)|Former Federal Republic of Germany|Former Democratic Republic of Germany|Former German Democratic Republic|Former East Germany
DO|Dominican Rep.|Domenican Republic|Rep. Dominicana|Santo Domingo
EG|Arab Republic of Egypt|Sinai
EH|Western Sahara|West Sahara|Sahrawi Arab Democratic Republic|Spanish Sahara|Sahara (Western)|Sahara Occidental|Sahrawi Republic|Morocco (Western Sahara)
ES|Kingdom of Spain|Catalonia|Andalusia|Basque Country|Galicia (Spain)|Canary Islands|Balearic Islands|Castile|Majorca|Mallorca
ET|Abyssinia|Fed. Dem. Rep. of Ethiopia|Ethiopia PDR
FI|Republic of Finland|Lapland (Finland)
FK|Falklands|Malvinas|Islas Malvinas|Falkland Islands (Malvinas)
FM|FS Micronesia|F.S. Micronesia|FSM|Micronesia FS|Micronesia (country)|Micronesia (FSM)
FO|Faeroe Islands|Faroes|Faroe Islands
FR|French Republic|Metropolitan France|Brittany|Normandy|Corsica|Provence|Alsace|Lorraine|Burgundy|Occitania|Aquitaine|Savoy
GA|Gabonese Republic
GB|UK|U.K.|Great Britain|Britain|England|Scotland|Wales|Northern Ireland|United Kingdom of Great Britain|G.B.|Ulster|Yorkshire|Cornwall|London England
GE|Georgia (country)|Republic of Georgia|Georgian Republic|Abkhazia|Sakartvelo
GF|French Guyana|Guyana (French)|Cayenne
GH|Gold Coast (British colony)
GL|Kalaallit Nunaat
GM|Gambia
GN|Guinea-Conakry|Guinea Conakry|Guinea (Conakry)|French Guinea
GQ|Eq. Guinea|Spanish Guinea
GR|Hellas|Hellenic Republic|Crete|Greek Macedonia
GS|South Georgia|South Georgia and South Sandwich Islands|S. Geo. and the Is.|South Georgia and the Islands|South Georgia and the South Sandwich Is.|S. Geo. and S. Sandw. Is.
GT|Republic of Guatemala
GW|Portuguese Guinea|Guinea Bissau
HK|Hong Kong SAR|Hong Kong S.A.R.|HKSAR|Hong Kong, China|Hong Kong SAR China|Hongkong|China, P.R.: Hong Kong
HM|Heard and McDonald Islands|Heard Island|Heard I. and McDonald Is.
HR|Croatia/Hrvatska|Dalmatia
ID|Dutch East Indies|West Java|East Java|Central Java|North Sumatra|South Sumatra|West Sumatra|Sumatra|North Sulawesi|South Sulawesi|Central Sulawesi|Southeast Sulawesi|West Sulawesi|Sulawesi|West Kalimantan|East Kalimantan|South Kalimantan|Central Kalimantan|North Kalimantan|Kalimantan|West Papua|West Nusa Tenggara|East Nusa Tenggara|Riau Islands|North Maluku|Special Region of Yogyakarta|Bali|Java (Indonesia)|Java Island|Sunda
IE|Eire|Irish Republic|Republic of Ireland|Southern Ireland
IM|Isle of Mann
IN|Bharat|Hindustan|Republic of India|Odisha|Orissa|Pondicherry|Bombay|Calcutta|Madras|North India|South India|Northeast India|North-East India|Northern India|Southern India|Ladakh|Punjab (India)|West Bengal|India, excl. Sikkim
IO|British Indian Ocean Ter.|Chagos Archipelago|Chagos Islands|Diego Garcia
IR|Iran (Islamic Republic of)|Persia|I.R. Iran
IT|Italian Republic|Sicily|Sardinia|Tuscany|Lombardy|Piedmont|Apulia|Venetia|South Tyrol
JP|Nippon|Nihon|Ryukyu Islands|Kyushu|Shikoku|Honshu|Hokkaido|Okinawa
KG|Kirghizia|Kirgizia|Kyrgyz Republic|Kirghizstan|Kirgizstan|Kyrghyzstan
KH|Kampuchea|Khmer Republic
KM|Comoro Islands|Union of the Comoros|Anjouan
KN|St Kitts|Saint Kitts|St Kitts & Nevis|Saint Christopher and Nevis|Nevis
KP|North Korea|Korea (North)|Korea, North|N. Korea|DPRK|D.P.R.K.|DPR Korea|Dem. People's Rep. Korea|Korea Dem. People's Rep.|Korea DPR|Democratic Republic of Korea|Korea PDR|Korea Democratic|Korea, Democratic Republic|People's Democratic Republic of Korea|Democratic People's Republic Korea
KR|Korea|South Korea|Korea (South)|Korea, South|S. Korea|ROK|R.O.K.|Korea Rep.|Rep. of Korea|Republic of Korea|Jeju|Jeju Island
LA|Lao PDR|Lao|Laos PDR|Lao People's Democratic Republic|Laos Lao PDR|Laos People's Democratic Republic
LC|St Lucia
LK|Ceylon
LY|Libyan Arab Jamahiriya|Libyan Jamahiriya|Jamahiriya
MA|Kingdom of Morocco
MD|Moldavia|Republic of Moldova|Moldova Republic of|Transnistria
MF|Saint Martin (French)|Saint Martin (French part)|French Saint Martin|Saint-Martin (France)|St-Martin|Saint Martin (FR)
MG|Malagasy Republic
MK|Macedonia|FYROM|FYR Macedonia|The former Yugoslav Republic of Macedonia|Macedonia (FYROM)|Macedonia, FYR|Republic of Macedonia|N. Macedonia|TFYR of Macedonia|TFYR Macedonia|The FYR of Macedonia|Macedonia TFYR|Former Yugoslav Rep. of Macedonia|Republic of North Macedonia
MM|Burma|Myanmar (Burma)|Burma (Myanmar)|Burma/Myanmar|Union of Myanmar
MN|Outer Mongolia
MO|Macau|Macau SAR|Macao SAR|Macao SAR China|Macau, China|Macao, China|China, P.R.: Macao|China, P.R.: Macau
MP|Northern Marianas|N. Mariana Islands|Mariana Islands
MW|Nyasaland
MX|United Mexican States|Yucatan
MY|Malaya|Sarawak|Sabah|Peninsula Malaysia|Peninsular Malaysia|Federation of Malaya
NA|South West Africa|South-West Africa
NC|Nouvelle-Calédonie
NG|Northern Nigeria|Southern Nigeria|Eastern Nigeria|Western Nigeria|North Nigeria|South Nigeria
NL|Holland|Kingdom of the Netherlands|The Netherlands|Friesland|The Hague
NZ|Aotearoa|Aotearoa New Zealand|N.Z.
OM|Muscat and Oman
PF|Tahiti
PG|Papua N.G.|Papua-New Guinea|PNG|P.N.G.
PH|Philippine Islands|The Phillipines|Phillipines|Philipines|Phillippines|Mindanao|Luzon|Visayas
PK|West Pakistan|Punjab (Pakistan)
PM|St Pierre and Miquelon
PN|Pitcairn
PR|Porto Rico|Puerto Rico (US)
PS|Palestinian Territories|Palestinian Territory|Occupied Palestinian Territory|State of Palestine|West Bank|Gaza|Gaza Strip|West Bank and Gaza|Palestinian Authority|Palestine, Occupied Territories|Occupied Palestinian Territories|Palestinian Occupied Territory|Palestinian Territory Occupied
PT|Portuguese Republic|Azores|Madeira
RE|Reunion Island
RO|Roumania|Rumania|Transylvania|Wallachia
RS|Republic of Serbia|Vojvodina
RU|Russian Federation|Russian Fed.|Siberia|Chechnya|Tatarstan|Dagestan|Bashkortostan|Yakutia|Tuva|Buryatia|Chuvashia|Kalmykia|Karelia (Russia)|RSFSR|Kamchatka
RW|Ruanda
SA|KSA|K.S.A.|Kingdom of Saudi Arabia|Saudi
SB|Solomon Is.|British Solomon Islands
SE|Kingdom of Sweden
SH|St Helena|Saint Helena|Ascension Island|Tristan da Cunha|Saint Helena and dependencies|St Helena and Dependencies|St Helena, Ascension and Tristan da Cunha
SJ|Svalbard|Jan Mayen|Svalbard and Jan Mayen Islands|Svalbard Is.
SK|Slovak Republic
SO|Somali Republic|Somaliland
SR|Surinam|Dutch Guiana|Guiana (Dutch)
SS|S. Sudan
ST|Sao Tome|São Tomé|Sao Tome & Principe
SV|Salvador (country)|Republic of El Salvador
SX|St Maarten|Saint Maarten|Saint Martin (Dutch part)|Saint Martin (Dutch)|Dutch Saint Martin|St-Maarten|Saint Martin (Netherlands)|Saint Martin (NL)|Sint Maarten (Dutch)|Sint-Maarten|Dutch part of Saint Martin|Saint Martin Dutch part
SY|Syrian Arab Republic
SZ|Swaziland
TF|French Southern and Antarctic Lands|French Southern and Antarctic Territories|Fr. S. Antarctic Lands|French Southern Territory|French Southern Territories (the)|Fr. South Antarctic Terr.|French South Antarctic Territory|French Southern Lands
TH|Siam
TJ|Tadzhikistan|Tadjikistan
TL|East Timor|Timor Leste
TM|Turkmenia
TO|Tonga Islands
TR|Türkiye|Turkiye|Republic of Turkey|Republic of Türkiye|Anatolia|Asia Minor
TT|Trinidad|Tobago|Trinidad & Tobago
TV|Ellice Islands
TW|Taiwan, China|Taiwan, Province of China|Taiwan ROC|Taiwan, R.O.C.|ROC Taiwan|Chinese Taipei|Formosa|Taiwan Region|Republic of China|Republic of China (Taiwan)|Taiwan, Republic of China|China, Taiwan Province of|Taiwan Prov. of China|Taiwan (Province of China)|Taiwan (ROC)|Taiwan District
TZ|Tanganyika|Zanzibar|United Republic of Tanzania|Zanzibar and Pemba|Former Tanganyika|Former Zanzibar and Pemba
UA|Crimea|Donbas
UM|U.S. Minor Outlying Islands|US Misc. Pacific Islands|US Minor Is.|US Minor Outlying Isds|United States Misc. Pacific Islands
US|US|U.S.|USA|U.S.A.|United States|United States of America|U.S. of A.|US of A|Untied States|United State of America|America (USA)|USA (United States)|Georgia (U.S. state)|Georgia (US state)|Georgia (state)|State of Georgia|Washington State|Washington D.C.|Washington DC|New York State|Hawaii|Alaska|New England|American South|Deep South|Midwest USA|USA (before 1981)|U.S.A. (before 1981)|United States, the
UZ|Uzbekstan
VA|Vatican|The Vatican|Holy See|Holy See (Vatican City State)|Vatican City State
VC|St Vincent|Saint Vincent|St Vincent & the Grenadines
VE|Venezuela (Bolivarian Republic of)|Bolivarian Republic of Venezuela|Venezuela, RB|Venezuela RB|República Bolivariana de Venezuela|Venezuela, República Bolivariana de|Rep. Bolivariana de Venezuela
VG|BVI|British Virgin Is.|Virgin Islands (British)|Virgin Islands (UK)|Virgin Islands, UK|UK Virgin Islands
VI|USVI|U.S. Virgin Islands|US Virgin Islands|Virgin Islands (U.S.)|Virgin Islands (US)|American Virgin Islands|Virgin Islands of the United States|Virgin Islands, US|Virgin Islands USA|Virgin Islands (USA)
VN|Viet Nam|Vietnam|Socialist Republic of Vietnam|Viêt Nam|South Vietnam|North Vietnam|Annam|Cochinchina|Democratic Republic of Vietnam|Republic of Vietnam|Vietnam DR|Vietnam SR|Former Republic of Vietnam|Former Democratic Republic of Vietnam
VU|New Hebrides
WF|Wallis & Futuna|Wallis and Futuna Isds
WS|Western Samoa
YE|Yemen Arab Republic|South Yemen|North Yemen|Yemen PDR|People's Democratic Republic of Yemen|Democratic Yemen|Yemen, North|Yemen, South|Arab Republic of Yemen|Yemen AR|Former Arab Republic of Yemen|Former Democratic Yemen|Yemen Ar Rp|Yemen Dem
ZA|RSA|S. Africa|Republic of South Africa|Union of South Africa|Transvaal|KwaZulu-Natal|Natal (South Africa)
ZM|Northern Rhodesia
ZW|Rhodesia|Southern Rhodesia
"""

# Adjectives and names of inhabitants in English: target, then words separated by "|".
DEMONYMS = """
AD|Andorran
AE|Emirati|Emirian
AF|Afghan|Afghani
AG|Antiguan|Barbudan
AI|Anguillan
AL|Albanian
AM|Armenian
AO|Angolan
AR|Argentine|Argentinian|Argentinean
AS|American Samoan
AT|Austrian
AU|Australian
AW|Aruban
AZ|Azerbaijani|Azeri
BA|Bosnian|Herzegovinian
BB|Barbadian|Bajan
BD|Bangladeshi
BE|Belgian
BF|Burkinabe|Burkinabé
BG|Bulgarian
BH|Bahraini
BI|Burundian
BJ|Beninese
BM|Bermudian|Bermudan
BN|Bruneian
BO|Bolivian
BR|Brazilian
BS|Bahamian
BT|Bhutanese
BW|Botswanan|Motswana|Batswana
BY|Belarusian|Belarussian
BZ|Belizean
CA|Canadian|Québécois|French Canadian
CH|Swiss
CI|Ivorian|Ivoirian
CK|Cook Islander
CL|Chilean
CM|Cameroonian
CN|Chinese
CO|Colombian
CR|Costa Rican
CU|Cuban
CV|Cape Verdean|Cabo Verdean
CW|Curaçaoan
CY|Cypriot
CZ|Bohemian|Moravian
DE|German|Germans|Bavarian
DJ|Djiboutian
DK|Danish|Dane|Danes
DM|Dominiquais
DZ|Algerian
EC|Ecuadorian|Ecuadorean
EE|Estonian
EG|Egyptian
EH|Sahrawi
ER|Eritrean
ES|Spanish|Spaniard|Spaniards|Catalan|Andalusian
ET|Ethiopian
FI|Finnish|Finn
FJ|Fijian
FK|Falkland Islander
FO|Faroese
FR|French|Frenchman|Breton|Corsican
GA|Gabonese
GB|British|Briton|Brit|English|Scottish|Welsh|Northern Irish|Scots
GD|Grenadian
GE|Georgian
GH|Ghanaian|Ghanian
GI|Gibraltarian
GL|Greenlandic|Greenlander
GM|Gambian
GN|Guinean
GP|Guadeloupean
GQ|Equatorial Guinean|Equatoguinean
GR|Greek|Hellenic
GT|Guatemalan
GU|Guamanian
GW|Bissau-Guinean
GY|Guyanese
HK|Hong Konger|Hongkonger
HN|Honduran
HR|Croatian|Croat
HT|Haitian
HU|Hungarian|Magyar
ID|Indonesian|Javanese|Balinese|Sundanese
IE|Irish
IL|Israeli
IM|Manx
IN|Indian|Assamese|Gujarati|Malayali|Marathi
IQ|Iraqi
IR|Iranian|Persian
IS|Icelandic|Icelander
IT|Italian|Sicilian|Sardinian
JM|Jamaican
JO|Jordanian
JP|Japanese|Okinawan
KE|Kenyan
KG|Kyrgyz|Kirghiz|Kyrgyzstani
KH|Cambodian|Khmer
KI|I-Kiribati
KM|Comorian|Comoran
KN|Kittitian|Nevisian
KP|North Korean
KR|Korean|South Korean
KW|Kuwaiti
KY|Caymanian
KZ|Kazakh|Kazakhstani
LA|Laotian
LB|Lebanese
LC|Saint Lucian|St Lucian
LI|Liechtensteiner
LK|Sri Lankan|Sinhalese
LR|Liberian
LS|Basotho|Mosotho
LT|Lithuanian
LU|Luxembourgish|Luxembourger
LV|Latvian
LY|Libyan
MA|Moroccan
MC|Monegasque|Monégasque
MD|Moldovan|Moldavian
ME|Montenegrin
MG|Malagasy|Madagascan
MH|Marshallese
MK|North Macedonian
ML|Malian
MM|Burmese|Myanmarese
MN|Mongolian
MO|Macanese
MQ|Martinican|Martiniquais
MR|Mauritanian
MS|Montserratian
MT|Maltese
MU|Mauritian
MV|Maldivian
MW|Malawian
MX|Mexican
MY|Malaysian
MZ|Mozambican
NA|Namibian
NC|New Caledonian
NE|Nigerien|Nigérien
NG|Nigerian
NI|Nicaraguan
NL|Dutch|Dutchman|Netherlander|Frisian
NO|Norwegian
NP|Nepali|Nepalese
NR|Nauruan
NU|Niuean
NZ|New Zealander
OM|Omani
PA|Panamanian
PE|Peruvian
PF|French Polynesian|Tahitian
PG|Papua New Guinean
PH|Filipino|Filipina|Philippine|Pinoy
PK|Pakistani
PL|Polish
PR|Puerto Rican
PS|Palestinian
PT|Portuguese
PW|Palauan
PY|Paraguayan
QA|Qatari
RE|Réunionese
RO|Romanian|Rumanian
RS|Serbian|Serb
RU|Russian
RW|Rwandan
SA|Saudi Arabian
SB|Solomon Islander
SC|Seychellois
SD|Sudanese
SE|Swedish|Swede|Swedes
SG|Singaporean
SI|Slovenian|Slovene
SK|Slovak|Slovakian
SL|Sierra Leonean
SM|Sammarinese
SN|Senegalese
SO|Somali|Somalian
SR|Surinamese
SS|South Sudanese
ST|São Toméan|Sao Tomean
SV|Salvadoran|Salvadorean|Salvadorian
SY|Syrian
SZ|Swazi|Liswati
TC|Turks and Caicos Islander
TD|Chadian
TG|Togolese
TH|Thai
TJ|Tajik|Tajikistani
TL|Timorese|East Timorese
TM|Turkmen|Turkmenistani
TN|Tunisian
TO|Tongan
TR|Turkish|Turk|Turks
TT|Trinidadian|Tobagonian|Trinidadian and Tobagonian
TV|Tuvaluan
TW|Taiwanese
TZ|Tanzanian
UA|Ukrainian
UG|Ugandan
US|American|U.S. American|African American|African-American|Native American|Hawaiian|Texan|Alaskan
UY|Uruguayan
UZ|Uzbek|Uzbekistani
VC|Vincentian
VE|Venezuelan
VN|Vietnamese
VU|Ni-Vanuatu|Vanuatuan
WS|Samoan
YE|Yemeni
ZA|South African
ZM|Zambian
ZW|Zimbabwean
"""

# Other spellings of areas: code, then aliases separated by "|".
AREA_ALIASES = """
001|Global|Worldwide|World-Wide|World Wide|The whole world|Entire world|All countries|Everywhere|Earth|International (worldwide)|All over the world
002|African|African Continent|Pan-Africa|Pan-African
003|North American|North American continent
005|South American|S. America|Southern America|South American continent|LATAM South
009|Oceanian|Oceania region
011|West Africa|West African|W. Africa|Western African
013|Central American|C. America|Mesoamerica region
014|East Africa|East African|E. Africa|Eastern African
015|North Africa|North African|N. Africa|Northern African
017|Central Africa|Middle African
018|Southern African|Southern African region
019|The Americas|Pan-American|North and South America|American continent|American continents
021|Northern American|Anglo-America
029|The Caribbean|Caribbean Islands|Caribbean region|Antilles
030|East Asia|East Asian|Eastern Asian|Northeast Asia|North-East Asia|North East Asia
034|South Asia|South Asian|Southern Asian|Indian Subcontinent|Indian sub-continent|Subcontinent of India
035|Southeast Asia|South East Asia|South-East Asia|Southeast Asian|South-East Asian|Southeastern Asia|South Eastern Asia|S.E. Asia|SE Asia|SEA region
039|South Europe|Southern European|Mediterranean Europe|South European
053|Australasia|Australasian|ANZ|Australia & New Zealand|Australia/New Zealand
054|Melanesian
057|Micronesian|Micronesian Region|Micronesia (region)|Region of Micronesia
061|Polynesian|Polynesian Islands
142|Asian|Asian continent|Continental Asia
143|Central Asian|Middle Asia
145|West Asia|West Asian|Western Asian|Southwest Asia|South-West Asia|South West Asia
150|European|Continental Europe|European continent|Pan-European
151|East Europe|Eastern European|East European
154|North Europe|Northern European|North European
155|West Europe|Western European|West European
202|Sub Saharan Africa|Subsaharan Africa|Sub-Saharan African|Black Africa|Africa south of the Sahara
419|Latin America & the Caribbean|Latin America and Caribbean|Latin America & Caribbean|LAC|Caribbean and Latin America
latin-america|LatAm|Latin American|Latin-America|Hispanic America|Ibero-America|Iberoamerica|Latinoamérica|América Latina|Spanish America
middle-east|Mideast|Middle Eastern|Near East|Near Eastern|Middle-East|The Middle East|Middle East region
middle-east-north-africa|MENA|Middle East & North Africa|Middle East/North Africa|North Africa and the Middle East|Middle East and Northern Africa|MENA region|North Africa and Middle East
arab-world|Arab countries|Arab states|Arabic-speaking countries|Arab region|Arab nations|Arab League
arabian-peninsula|Arabia|Gulf States|Gulf countries|Arab Gulf|Persian Gulf states|GCC|GCC countries|Arabian Gulf|Gulf Cooperation Council|Arab States of the Persian Gulf
levant|The Levant|Levantine
mesopotamia|Mesopotamian
maghreb|Maghrib|The Maghreb|Maghrebi|North African Maghreb
horn-of-africa|Horn Africa
sahel|The Sahel|Sahel region
indochina|Indo-China|Mainland Southeast Asia
himalayas|Himalaya|Himalayan|Himalayan region|The Himalayas
asia-pacific|APAC|Asia Pacific|Asia and the Pacific|Asia & Pacific
pacific-islands|Pacific Island|Pacific Islander|South Pacific Islands|Pacific Island countries|Pacific Island nations|South Sea Islands
eurasia|Eurasian
caucasus|Caucasia|The Caucasus|Caucasus region
south-caucasus|Transcaucasia|Southern Caucasus
central-europe|Central European|Middle Europe|Mitteleuropa|East-Central Europe
balkans|Balkan|The Balkans|Balkan Peninsula|Balkan countries|Southeast Europe|South-East Europe|Southeastern Europe|South-Eastern Europe|South Eastern Europe
western-balkans|West Balkans
baltic-states|Baltic|Baltics|The Baltics|Baltic countries|The Baltic
nordic-countries|Nordic|Nordics|Nordic region|Nordic nations
scandinavia|Scandinavian|Scandinavian countries
british-isles|Britain and Ireland|UK and Ireland
benelux|Low Countries|The Low Countries
iberian-peninsula|Iberia|Iberian
european-union|EU|E.U.|EU countries|European Union countries
soviet-union|Fmr USSR|USSR|U.S.S.R.|Soviet|Former Soviet Union|Former USSR|Union of Soviet Socialist Republics|CIS|Post-Soviet states|Commonwealth of Independent States
yugoslavia|Fmr Yugoslavia|Former Yugoslavia|Socialist Federal Republic of Yugoslavia|Federal Republic of Yugoslavia|Yugoslav|SFR Yugoslavia|Yugoslavian|Ex-Yugoslavia
czechoslovakia|Czechoslovak|Czecho-Slovakia|CSSR
kosovo|Kosova|Kosovar|Kosovo region|Republic of Kosovo
netherlands-antilles|Dutch Antilles|Neth. Antilles|Antilles (Dutch)|Antilles (Netherlands)
west-indies|The West Indies|West Indian
"""

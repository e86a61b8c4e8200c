/// Names of countries as international organisations and map makers write them, with the alpha-2 code; "-" is no
/// country, "area" an area of several.
enum PlaceSpellings {
    static let text = """
        # Comtrade
        Afghanistan = AF; Africa CAMEU region, nes = -; Albania = AL; Algeria = DZ; American Samoa = AS
        Antarctica = AQ; Antigua and Barbuda = AG; Areas, nes = -; Aruba = AW; Bahamas = BS; Belgium-Luxembourg = -
        Bolivia (Plurinational State of) = BO; Bonaire = BQ; Bosnia Herzegovina = BA; Bouvet Island = BV
        Br. Antarctic Terr. = AQ; Br. Indian Ocean Terr. = IO; Br. Virgin Isds = VG; Brunei Darussalam = BN
        Bunkers = -; Cabo Verde = CV; CACM, nes = -; Caribbean, nes = -; Cayman Isds = KY; Central African Rep. = CF
        China, Hong Kong SAR = HK; China, Macao SAR = MO; Christmas Isds = CX; Cocos Isds = CC; Congo = CG
        Cook Isds = CK; Côte d'Ivoire = CI; Curaçao = CW; Czechia = CZ; Dem. People's Rep. of Korea = KP
        Dem. Rep. of the Congo = CD; Dominica = DM; Dominican Rep. = DO; Eastern Europe, nes = -
        Europe EFTA, nes = -; Europe EU, nes = -; Faeroe Isds = FO; Falkland Isds (Malvinas) = FK
        Fmr Dem. Rep. of Germany = DE; Fmr Dem. Rep. of Vietnam = VN; Fmr Fed. Rep. of Germany = DE
        Fmr Rep. of Vietnam = VN; Fr. South Antarctic Terr. = TF; France = FR; Free Zones = -; FS Micronesia = FM
        Gambia = GM; Heard Island and McDonald Islands = HM; Holy See (Vatican City State) = VA; India = IN
        India, excl. Sikkim = IN; LAIA, nes = -; Lao People's Dem. Rep. = LA; Marshall Isds = MH
        N. Mariana Isds = MP; Neth. Antilles = -; Neutral Zone = -; Norfolk Isds = NF
        North America and Central America, nes = -; Northern Africa, nes = -; Oceania, nes = -
        Other Africa, nes = -; Other Asia, nes = -; Other Europe, nes = -; Peninsula Malaysia = MY; Pitcairn = PN
        Rep. of Korea = KR; Rep. of Moldova = MD; Rest of America, nes = -; Réunion = RE; Saint Kitts and Nevis = KN
        Saint Maarten = SX; Saint Pierre and Miquelon = PM; Sao Tome and Principe = ST; Serbia and Montenegro = -
        So. African Customs Union = -; Solomon Isds = SB; South Georgia and the South Sandwich Islands = GS
        Special Categories = -; State of Palestine = PS; Swaziland = SZ; TFYR of Macedonia = MK; Timor-Leste = TL
        Turks and Caicos Isds = TC; United Rep. of Tanzania = TZ; United States Minor Outlying Islands = UM
        US Misc. Pacific Isds = UM; US Virgin Isds = VI; USA = US; USA (before 1981) = US; Viet Nam = VN
        Wallis and Futuna Isds = WF; Western Asia, nes = -; Western Sahara = EH; Mayotte (Overseas France) = YT
        Norway, excluding Svalbard and Jan Mayen = NO; France, Monaco = -; Switzerland, Liechtenstein = -
        # FAO
        the Central African Republic = CF; the Democratic Republic of the Congo = CD; the Congo = CG; the Niger = NE
        the Sudan = SD; Saint-Martin (French Part) = MF; Sint Maarten (Dutch Part) = SX
        Svalbard and Jan Mayen Islands = SJ; United States Virgin Islands = VI
        Micronesia (Federated States of) = FM; the Lao People's Democratic Republic = LA
        Venezuela (Bolivarian Republic of) = VE; Taiwan Province of China = TW; China, Taiwan Province of = TW
        China, mainland = CN; Iran (Islamic Republic of) = IR; the Republic of Korea = KR
        The former Yugoslav Republic of Macedonia = MK
        the United Kingdom of Great Britain and Northern Ireland = GB; US Minor Outlying Islands = UM
        French Southern and Antarctic Territories = TF; Bonaire, Sint Eustatius and Saba = BQ
        Heard and McDonald Islands = HM; Netherlands Antilles (former) = -; Ethiopia PDR = ET; Yemen Ar Rp = YE
        Yemen Dem = YE; Belgium-Luxembourg = -; Wallis and Futuna Islands = WF
        Saint Helena, Ascension and Tristan da Cunha = SH; Pacific Islands Trust Territory = -
        Netherlands (Kingdom of the) = NL
        # World Bank
        Korea, Dem. Rep. = KP; Korea, Dem. People's Rep. = KP; Korea, Dem. People’s Rep. = KP; Korea, Rep. = KR
        Congo, Rep. = CG; Congo, Dem. Rep. = CD; Iran, Islamic Rep. = IR; Egypt, Arab Rep. = EG; Venezuela, RB = VE
        Yemen, Rep. = YE; Micronesia, Fed. Sts. = FM; Bahamas, The = BS; Gambia, The = GM; Hong Kong SAR, China = HK
        Macao SAR, China = MO; Taiwan, China = TW; Macedonia, FYR = MK; Lao PDR = LA; Kyrgyz Republic = KG
        Slovak Republic = SK; St. Kitts and Nevis = KN; St. Lucia = LC; St. Martin (French part) = MF
        Sint Maarten (Dutch part) = SX; St. Vincent and the Grenadines = VC; Virgin Islands (U.S.) = VI
        West Bank and Gaza = PS; Turkiye = TR; Cote d'Ivoire = CI; Somalia, Fed. Rep. = SO
        Sao Tome and Principe = ST; Brunei Darussalam = BN; Curacao = CW; Faeroe Islands = FO; Viet Nam = VN
        Channel Islands = -; Puerto Rico (US) = PR; Czech Republic = CZ; Naturu = -; Kosovo = -; Euro area = -
        Yugoslavia, Fed. Rep. = -; Yugoslavia, FR (Serbia/Montenegro) = -; Ethiopia(excludes Eritrea) = ET
        # IMF
        Afghanistan, Islamic Republic of = AF; Afghanistan, Islamic Rep. of = AF; Armenia, Rep. of = AM
        Aruba, Kingdom of the Netherlands = AW; Azerbaijan, Rep. of = AZ; Bahrain, Kingdom of = BH
        Belarus, Rep. of = BY; China, P.R.: Mainland = CN; China, P.R.: Hong Kong = HK; China, P.R.: Macao = MO
        Congo, Democratic Republic of the = CD; Congo, Dem. Rep. of the = CD; Congo, Republic of = CG
        Congo, Rep. of = CG; Croatia, Rep. of = HR; Czech Rep. = CZ; Côte d'Ivoire = CI; Dominican Rep. = DO
        Egypt, Arab Rep. of = EG; Equatorial Guinea, Rep. of = GQ; Eritrea, The State of = ER; Estonia, Rep. of = EE
        Eswatini, Kingdom of = SZ; Ethiopia, The Federal Dem. Rep. of = ET; Fiji, Rep. of = FJ
        Iran, Islamic Rep. of = IR; Kazakhstan, Rep. of = KZ; Korea, Rep. of = KR; Korea, Republic of = KR
        Korea, Democratic People's Rep. of = KP; Kosovo, Rep. of = -; Lao People's Dem. Rep. = LA
        Lesotho, Kingdom of = LS; Madagascar, Rep. of = MG; Marshall Islands, Rep. of the = MH
        Mauritania, Islamic Rep. of = MR; Micronesia, Federated States of = FM; Moldova, Rep. of = MD
        Mozambique, Rep. of = MZ; Nauru, Rep. of = NR; Netherlands, The = NL; North Macedonia, Republic of = MK
        Palau, Rep. of = PW; Poland, Rep. of = PL; San Marino, Rep. of = SM; Serbia, Rep. of = RS; Slovak Rep. = SK
        Slovenia, Rep. of = SI; South Sudan, Rep. of = SS; São Tomé and Príncipe, Dem. Rep. of = ST
        Syrian Arab Rep. = SY; Tajikistan, Rep. of = TJ; Tanzania, United Rep. of = TZ
        Timor-Leste, Dem. Rep. of = TL; Türkiye, Rep. of = TR; Uzbekistan, Rep. of = UZ
        Venezuela, Rep. Bolivariana de = VE; Venezuela, República Bolivariana de = VE; Yemen, Rep. of = YE
        Kyrgyz Rep. = KG; Comoros, Union of the = KM; Andorra, Principality of = AD; Gambia, The = GM
        Bahamas, The = BS; Taiwan Province of China = TW; Sint Maarten, Kingdom of the Netherlands = SX
        Curaçao, Kingdom of the Netherlands = CW; Holy See = VA; British Virgin Islands = VG
        # Natural Earth
        Dem. Rep. Congo = CD; Congo = CG; W. Sahara = EH; Bosnia and Herz. = BA; Dominican Rep. = DO
        Eq. Guinea = GQ; Central African Rep. = CF; S. Sudan = SS; Fr. S. Antarctic Lands = TF; Falkland Is. = FK
        Solomon Is. = SB; N. Cyprus = -; Somaliland = SO; eSwatini = SZ; Macedonia = MK; North Macedonia = MK
        Czechia = CZ; Czech Rep. = CZ; Dem. Rep. Korea = KP; Korea = KR; Lao PDR = LA; Antigua and Barb. = AG
        St. Kitts and Nevis = KN; St. Vin. and Gren. = VC; St. Pierre and Miquelon = PM; Turks and Caicos Is. = TC
        Cayman Is. = KY; N. Mariana Is. = MP; Br. Indian Ocean Ter. = IO; Heard I. and McDonald Is. = HM
        S. Geo. and the Is. = GS; S. Geo. and S. Sandw. Is. = GS; Wallis and Futuna Is. = WF; Fr. Polynesia = PF
        U.S. Virgin Is. = VI; British Virgin Is. = VG; U.S. Minor Outlying Is. = UM; Pitcairn Is. = PN
        Marshall Is. = MH; Cook Is. = CK; Faeroe Is. = FO; Vatican = VA; São Tomé and Principe = ST
        Ashmore and Cartier Is. = -; Indian Ocean Ter. = -; Siachen Glacier = -; Åland = AX; Cabo Verde = CV
        Curaçao = CW; Sint Maarten = SX; St-Martin = MF; St-Barthélemy = BL; Timor-Leste = TL; Côte d'Ivoire = CI
        Palestine = PS; Saint Helena = SH; New Caledonia = NC; Trinidad and Tobago = TT
        United States of America = US; Micronesia = area; Kosovo = -; Coral Sea Is. = -; Clipperton I. = -
        Norfolk Island = NF
        # CIA
        Congo, Democratic Republic of the = CD; Congo, Republic of the = CG; Korea, North = KP; Korea, South = KR
        Burma = MM; Micronesia, Federated States of = FM; Bahamas, The = BS; Gambia, The = GM
        Holy See (Vatican City) = VA; Falkland Islands (Islas Malvinas) = FK; Cocos (Keeling) Islands = CC
        Virgin Islands = -; British Virgin Islands = VG; Saint Martin = MF; Sint Maarten = SX; Saint Barthelemy = BL
        Svalbard = SJ; French Southern and Antarctic Lands = TF; Heard Island and McDonald Islands = HM
        South Georgia and South Sandwich Islands = GS; Turkey (Turkiye) = TR; Cabo Verde = CV; Cote d'Ivoire = CI
        Gaza Strip = PS; West Bank = PS; Macau = MO; Czechia = CZ
        Saint Helena, Ascension, and Tristan da Cunha = SH; Saint Vincent and the Grenadines = VC
        Wallis and Futuna = WF; Northern Mariana Islands = MP; Pitcairn Islands = PN; European Union = -
        Akrotiri = -; Spratly Islands = -
        # ILO
        Bolivia (Plurinational State of) = BO; Congo = CG; Congo, Democratic Republic of the = CD
        Hong Kong, China = HK; Iran, Islamic Republic of = IR; Korea, Republic of = KR
        Korea, Democratic People's Republic of = KP; Lao People's Democratic Republic = LA; Macau, China = MO
        Moldova, Republic of = MD; Occupied Palestinian Territory = PS; Taiwan, China = TW
        Tanzania, United Republic of = TZ; Venezuela, Bolivarian Republic of = VE; Viet Nam = VN
        Republic of Moldova = MD; China, Hong Kong SAR = HK; Dem. People's Republic of Korea = KP
        United Republic of Tanzania = TZ; Micronesia (Fed. States of) = FM; China, Taiwan Province of China = TW
        Dem. Rep. of Timor-Leste = TL
        # WVS
        D.R. Congo = CD; Eq.Guinea = GQ; Czech Rep. = CZ; Dominican Rep. = DO; Great Britain = GB
        Hong Kong SAR = HK; Macau SAR = MO; Taiwan ROC = TW; Northern Ireland = GB; Bosnia Herzegovina = BA
        Viet Nam = VN; U.S. Virgin Islands = VI; Antigua = AG; Palestine = PS; Trinidad and Tobago = TT; Russia = RU
        South Korea = KR; Macedonia = MK; N. Ireland = GB
        # ISO 3166-1
        Bolivia, Plurinational State of = BO; Bonaire, Sint Eustatius and Saba = BQ
        Congo, The Democratic Republic of the = CD; Congo, the Democratic Republic of the = CD
        Iran, Islamic Republic of = IR; Korea, Democratic People's Republic of = KP; Korea, Republic of = KR
        Lao People's Democratic Republic = LA; Macedonia, Republic of = MK; Micronesia, Federated States of = FM
        Moldova, Republic of = MD; Palestine, State of = PS; Saint Martin (French part) = MF
        Sint Maarten (Dutch part) = SX; Taiwan, Province of China = TW; Tanzania, United Republic of = TZ
        Venezuela, Bolivarian Republic of = VE; Virgin Islands, British = VG; Virgin Islands, U.S. = VI
        Saint Helena, Ascension and Tristan da Cunha = SH; Holy See (Vatican City State) = VA
        Falkland Islands (Malvinas) = FK
        # country_converter
        Nation of Brunei, Abode of Peace = BN; Republic of Hungary = HU; Oriental Republic of Uruguay = UY
        Territory of the Cocos (Keeling) Islands = CC; Country of Japan = -; Kosovo = -; Kingdom of Atlantis = -
        # kinds
        Congo, DRC = CD; Congo (DRC) = CD; Congo, DR = CD; Congo DR = CD; DR Congo = CD; D. R. Congo = CD
        Democratic Rep. of Congo = CD; Congo (Dem. Rep.) = CD; Congo (Dem. Rep. of the) = CD; Congo (Rep.) = CG
        Congo (Republic of the) = CG; Congo, Brazzaville = CG; Congo (Brazzaville) = CG; Congo-Kinshasa = CD
        Congo (Kinshasa) = CD; Republic of Congo = CG; Rep. Congo = CG; Rep. of the Congo = CG; Korea (Rep. of) = KR
        Korea (Republic of) = KR; Korea (Dem. People's Rep. of) = KP; Korea, Democratic People's Republic = KP
        Korea, D.P.R. = KP; Korea, DPR = KP; Korea, PDR = KP; Korea DPR = KP; Korea, Rep of = KR
        Republic of Korea = KR; Korea, ROK = KR; Korea, DPRK = KP; North Korea = KP; N. Korea = KP; S. Korea = KR
        Saint-Martin = MF; St. Martin (Dutch part) = SX; Saint Martin (Dutch) = SX; Saint Martin (Dutch part) = SX
        St Maarten = SX; St. Maarten = SX; Sint Maarten (Netherlands) = SX; Saint Martin (French) = MF
        St-Martin (French part) = MF; Saint Martin, Dutch part = SX; Saint Martin, French part = MF
        Virgin Islands, British = VG; Virgin Islands, U.S. = VI; Virgin Islands (British) = VG
        Virgin Islands (U.S.) = VI; Virgin Is. (U.S.) = VI; Br. Virgin Is. = VG; Guinea (Spanish) = GQ
        Guiana (French) = GF; French Guyana = GF; Samoa (American) = AS; Samoa, American = AS; Am. Samoa = AS
        Guinea (Equatorial) = GQ; Guinea, Equatorial = GQ; Guinea (Bissau) = GW; Sudan (South) = SS
        Sudan, South = SS; China, Rep. of = TW; China, People's Republic of = CN; China (Taiwan) = TW
        China, People's Rep. = CN; PR China = CN; N. Macedonia = MK; Macedonia (FYROM) = MK; Rep. of Macedonia = MK
        Rep. of North Macedonia = MK; Utd. Arab Emirates = AE; United Arab Em. = -; Utd. Kingdom = GB
        United Sts. of America = US; Papua N. Guinea = PG; Papua New Guin. = -; N. Zealand = NZ; N. Caledonia = NC
        Trinidad & Tob. = TT; Trin. and Tobago = -; S. Africa = ZA; Rep. of South Africa = ZA
        Saudi Arabia, Kingdom of = SA; Jordan, Hashemite Kingdom of = JO; Libya, State of = LY
        Nepal, Federal Dem. Rep. of = NP; Sri Lanka, Dem. Socialist Rep. of = LK
        Algeria, People's Dem. Rep. of = DZ; Bangladesh, People's Rep. of = BD; Mexico, United Mexican States = MX
        Micronesia, Fed. States of = FM; Micronesia (Fed. States of) = FM; Micronesia (FSM) = FM
        Micronesia, FS = FM; Fed. States of Micronesia = FM; Federated States of Micronesia = FM; Western Samoa = WS
        Samoa (Western) = WS; Palestinian Territory, Occupied = PS; Palestine, State of = PS
        Occupied Palestinian Terr. = PS; Macedonia, the former Yugoslav Republic of = MK
        Dominica, Commonwealth of = DM; Bahamas, Commonwealth of the = BS; Ireland, Rep. of = IE
        Ireland, Republic of = IE; Ireland (Republic) = IE; Ireland, Northern = GB; Georgia, Republic of = GE
        Niger, Rep. of = NE; Nigeria, Fed. Rep. of = NG; Sudan, Rep. of the = SD; Guinea, Rep. of = GN
        Guinea-Bissau, Rep. of = GW; Germany, Fed. Rep. of = DE; Germany, Federal Republic of = DE
        Vietnam, Soc. Rep. of = VN; Viet Nam, Socialist Republic of = VN; Laos, People's Dem. Rep. = LA
        Korea, xyz = -; Congo, xyz = -; France, Germany = -; Atlantis, Rep. of = -; Areas, n.e.s. = -
        Africa, not elsewhere specified = -; Guinea (Portuguese) = GW; Congo (Belgian) = CD
        Saint Martin (Spanish) = -; Togo (French) = -
        """
}

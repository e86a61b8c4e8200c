/// Words that are never replaced: those of grammar, numbers, and verbs that mean too much to have a synonym.
enum StopList {
    static func contains(_ word: String) -> Bool { words.contains(word) }

    private static let words = Set(
        """
        a about above across after again against all almost along already also although always am among an and another
        any anybody anyone anything are around as ask at away back be became because become becomes been before behind
        being below best better between both bring but by came can cannot come comes could did do does doing done down
        during each either else enough especially even ever every everyone everything except far feel few first for
        from further gave get gets getting give given gives go goes going gone good got great had half has have having
        he her here hers herself him himself his how however i if in indeed instead into is it its itself just keep
        kept last least less let like little long look lot made mainly make makes making many may maybe me mean might
        mine more moreover most mostly much must my myself need needs neither never new no nobody none nor not nothing
        now of off often old on once one ones only onto or other others otherwise ought our ours ourselves out over own
        per perhaps please put quite rather really right said same saw say says second see seem seems seen self set
        several shall she should show since so some somebody someone something sometimes soon still such take taken
        takes taking tell than that the their theirs them themselves then there therefore these they thing things think
        third this those though three through thus time to together too took toward towards turn two under until up
        upon us use used very want was way we well went were what whatever when where whether which while who whole
        whom whose why will with within without would yes yet you your yours yourself yourselves zero four five six
        seven eight nine ten hundred thousand million
        """.split(whereSeparator: \.isWhitespace).map(String.init))
}

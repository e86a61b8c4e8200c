import Foundation

extension Program {
    /// A small data set with a row that cannot be read, and the stages of its sources.
    func writeSmallFiles() throws {
        try write(
            """
            text,source,language,culture,domain,task,places
            Koshari is a dish.,web,English,GeneralCulture,food,write,Egypt
            Two and two is four.,web,English,NoCulture,maths,solve,
            Le Nil traverse Le Caire.,web,French,CultureAsKnowledge,travel,write,Egypt;Cairo
            Ceviche y mate,aya,Spanish,CultureAsKnowledge,food,write,Peru;Atlantis
            broken,row
            Une recette,aya,French,CultureAsBias,food,write,Peru

            """, to: "small.csv")
        try write("source,stage\nweb,pretraining\naya,sft\n", to: "stages.csv")
    }

    /// Loads the small files into `corpus.sqlite`.
    func loadSmallFiles() throws -> RunResult {
        try writeSmallFiles()
        return try run("ingest", "small.csv", "--stages", "stages.csv")
    }
}

extension RunResult {
    /// The output with the times and speeds of a load, which differ from run to run, left out.
    var outputWithoutTimes: String {
        output.replacing(/\ in [0-9.:]+( s)?(, [0-9,]+ rows\/s)?/, with: "")
    }
}

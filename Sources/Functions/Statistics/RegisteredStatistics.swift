import Preferences
import Statistics
import Surveys

/// The functions over numbers and texts that SQL has from other modules.
enum RegisteredStatistics {
    static let all = StatisticRegistry.all + PreferenceFunctions.all + SurveyFunctions.all
}

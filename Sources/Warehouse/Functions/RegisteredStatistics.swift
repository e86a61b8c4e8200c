import Preferences
import Statistics

/// The functions over numbers and texts that SQL has from other modules.
enum RegisteredStatistics {
    static let all = StatisticRegistry.all + PreferenceFunctions.all
}

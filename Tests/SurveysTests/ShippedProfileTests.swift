import Testing

@testable import Surveys

@Suite struct ShippedProfileTests {
    @Test(arguments: SurveyProfile.shippedNames) func everyShippedProfileDecodes(name: String) throws {
        #expect(try SurveyProfile.load(name).name == name)
    }
}

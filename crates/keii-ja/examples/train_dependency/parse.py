"""Reads sentences, one a line, with GiNZA: `python3 parse.py SENTENCES FILE.conllu`.

Needs `ja_ginza` 5.3.0 of PyPI and Python. `main.rs` beside it learns from the files.
"""

import sys

import spacy
from ginza import bunsetu_bi_labels

LONGEST = 400


def words(doc):
    """The lines of one sentence: where its bunsetsu begin, and who governs which word."""
    for token, label in zip(doc, bunsetu_bi_labels(doc)):
        root = token.head == token
        head = 0 if root else token.head.i + 1
        relation = "root" if root else token.dep_
        space = "Yes" if token.whitespace_ else "No"
        misc = f"BunsetuBILabel={label}|SpaceAfter={space}"
        yield (token.i + 1, token.orth_, "_", "_", "_", "_", head, relation, "_", misc)


def main():
    source, target = sys.argv[1:]
    parser = spacy.load("ja_ginza", disable=["ner", "morphologizer", "attribute_ruler"])
    with open(source, encoding="utf-8") as lines:
        sentences = [line.rstrip("\n") for line in lines]
    sentences = [sentence for sentence in sentences if 0 < len(sentence) <= LONGEST]
    with open(target, "w", encoding="utf-8") as out:
        for doc in parser.pipe(sentences, batch_size=64):
            for word in words(doc):
                print(*word, sep="\t", file=out)
            print(file=out)


main()

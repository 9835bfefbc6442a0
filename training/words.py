"""Words, their shape and their quotation state: what the network sees beside the pieces.

The Rust side (`crates/language/src/encoder`) computes the same values; the parity test compares them.
"""

from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

SHAPES = 8  # lower, Title, UPPER, single capital, mixed, digits, no letters, special piece
STATES = 12  # see quotation_states; the last is a special piece
SPECIAL_SHAPE, SPECIAL_STATE = SHAPES - 1, STATES - 1

OUTSIDE, INSIDE, OPENING, CLOSING, IN_UNCLOSED, UNCLOSED, IN_SINGLE, SINGLE, STRAY, CONTINUED, CONTINUED_UNCLOSED = range(11)

DOUBLE_MARKS = set("“”„‟«»\"")
SINGLE_MARKS = set("‘’'")
CLS, SEP, UNK = "[CLS]", "[SEP]", "[UNK]"


def tokenizer(vocabulary):
    """The tokenizer of the encoder: BERT's normaliser and words, WordPiece over `vocabulary`."""
    model = models.WordPiece({piece: i for i, piece in enumerate(vocabulary)}, unk_token=UNK, max_input_chars_per_word=100)
    made = Tokenizer(model)
    made.normalizer = normalizers.BertNormalizer(lowercase=True)
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return made


def shape(word):
    """How a word is written: the encoder itself sees lower case only."""
    if any("0" <= c <= "9" for c in word):
        return 5
    upper, lower = sum(c.isupper() for c in word), sum(c.islower() for c in word)
    if upper == 0:
        return 0 if lower else 6
    if lower == 0:
        return 2 if upper > 1 else 3
    return 1 if upper == 1 and word[0].isupper() else 4


def quotation_states(words, gaps, carried):
    """The quotation state of each word of a paragraph, and whether a quotation is left open at its end.

    `gaps[i]` tells whether white space stands before word `i`; `carried`, whether the paragraph
    before left a quotation open. Single marks count only as a pair within the paragraph.
    """
    states = [OUTSIDE] * len(words)
    begun, mark, single, goes_on = None, "", None, False
    for i, word in enumerate(words):
        before = i == 0 or gaps[i]
        after = i + 1 == len(words) or gaps[i + 1]
        if word in DOUBLE_MARKS:
            act = _double(word, mark if begun is not None else "", before, after)
            if begun is not None:
                _fill(states, begun, i, act == CLOSING, goes_on)
            begun, single = None, None
            states[i] = act
            if act == OPENING:
                begun, mark, goes_on = i, word, carried and i == 0
        elif word in SINGLE_MARKS and begun is None:
            if single is not None and not before and (after or not words[i + 1][0].isalnum()):
                states[single : i + 1] = [SINGLE] + [IN_SINGLE] * (i - single - 1) + [SINGLE]
                single = None
            elif word != "’" and before and not after and words[i + 1][0].isalpha():
                single = i
    if begun is not None:
        _fill(states, begun, len(words), False, goes_on)
    return states, begun is not None


def _double(word, mark, before, after):
    """What a double mark does, `mark` being the one that is open (or none)."""
    if word == "„" or word == "‟":
        return OPENING
    if word == "“":
        return CLOSING if mark == "„" else OPENING
    if word == "”":
        return CLOSING if mark else STRAY
    if word == "«":
        return CLOSING if mark == "»" else OPENING
    if word == "»":
        return CLOSING if mark and mark != "»" else OPENING if not after else STRAY
    if mark:
        return OPENING if before and not after else CLOSING
    return STRAY if after else OPENING


def _fill(states, begun, end, closed, goes_on):
    """Marks the inside of the quotation that began at `begun` and ends before `end`."""
    if closed:
        inside = CONTINUED if goes_on else INSIDE
    else:
        states[begun] = UNCLOSED
        inside = CONTINUED_UNCLOSED if goes_on else IN_UNCLOSED
    states[begun + 1 : end] = [inside] * (end - begun - 1)

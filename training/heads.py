"""The columns of the network's output: which belong to which head."""

import corpus
import links

NAMES = ("source", "cue", "content", "pos", "entity", "inner source", "inner cue", "inner content", "happened", "committed", "links")
TEACHER = 5  # heads that a teacher has
LINKS = 10  # the number of the head that joins
SCALE, ZERO = 100, 500  # how a judgement between -3 and 3 is kept among whole-numbered labels


def widths(tags, heads=len(NAMES)):
    """Columns of each of the first `heads` heads, with `tags` parts of speech."""
    return (3, 3, 3, tags, len(corpus.ENTITIES), 3, 3, 3, 1, 1, links.COLUMNS)[:heads]


def split(logits, tags):
    """The columns of each head that `logits` has."""
    heads = TEACHER if logits.shape[-1] == sum(widths(tags, TEACHER)) else len(NAMES)
    return logits.split(widths(tags, heads), dim=-1)


def first_link(columns):
    """The first of the columns that join, in an output of so many; all of them where there are none."""
    return columns - links.COLUMNS if columns > links.COLUMNS else columns


def judgement(value):
    """A judgement as a label."""
    return round(value * SCALE) + ZERO


def value(label):
    """A label as the judgement it stands for; also for tensors."""
    return (label - ZERO) / SCALE

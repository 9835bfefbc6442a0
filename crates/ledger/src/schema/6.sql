-- Version 6. Frozen: what is published is changed by a further step, never here.

-- The table of judgements also keeps the votes of second readers: `kind` is 'vote', `author` the reader,
-- `words` is 'right', 'wrong' or 'unsure', and `content_start`, `content_stop`, `content_exact` are the words
-- of the article that the vote rests on. No table changes; the number of the version does, so that
-- a build that knows no votes says so and does not take one for damage.

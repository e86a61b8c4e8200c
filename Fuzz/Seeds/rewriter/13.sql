select length, min(score), max(length), sum(length) from samples where text like '%ple 1%' group by length

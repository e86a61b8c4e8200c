select coalesce(language, '?') || source k, sum(2 * n) from samples group by k

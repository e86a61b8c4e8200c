select source, total(score), group_concat(distinct country) from samples group by source

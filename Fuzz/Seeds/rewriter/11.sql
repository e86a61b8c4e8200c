select source, total(score), group_concat(distinct language) from samples group by source

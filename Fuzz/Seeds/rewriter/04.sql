with a as (select language c, sum(n) n from samples group by 1) select c, n * 1.0 / (select sum(n) from samples) from a

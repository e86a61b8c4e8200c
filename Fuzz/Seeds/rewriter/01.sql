select language, count(*), sum(n), avg(score) from samples group by language having count(*) > 3 order by 2 desc

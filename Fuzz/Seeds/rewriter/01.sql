select country, count(*), sum(n), avg(score) from samples group by country having count(*) > 3 order by 2 desc

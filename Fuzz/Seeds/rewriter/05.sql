select country, source, sum(n), rank() over (partition by country order by sum(n) desc) from places group by 1, 2

select topic, count(*), count(distinct s.country) from topics t join samples s on s.id = t.id group by 1

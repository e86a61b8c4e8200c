select t.domain, count(*), count(distinct s.source) from domains t join samples s on s.id = t.id group by 1

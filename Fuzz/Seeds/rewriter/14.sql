select a.place, b.country, count(*), sum(a.w) from places a join places b using (id) where a.place < b.place group by 1, 2

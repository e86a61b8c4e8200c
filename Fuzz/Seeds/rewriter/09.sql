select * from (select country, n from samples where id < 9) where n = 1

-- title: a
-- question: b
select 1 as one

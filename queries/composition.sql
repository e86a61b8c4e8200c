-- title: Composition of the cultural samples
-- question: Of what kinds of culture do the cultural samples of each stage consist?
-- note: Tags are shown as the data have them; spellings that differ are rows that differ.
--
-- rows: one row for each stage and culture tag of its cultural samples, the commonest first
-- column: stage: stage of the pipeline; null where the source has none
-- column: culture: culture tag
-- column: n (samples; paper): cultural samples of the stage with this tag
-- column: stage_n (samples; paper): cultural samples of the stage
-- column: share (0 to 1; paper): n / stage_n
-- chart: bar x=stage y=share series=culture
with
tags as (
    select stage, culture, sum(n) as n
    from samples
    where cultural
    group by stage, culture
),
shares as (
    select
        stage,
        culture,
        n,
        sum(n) over (partition by stage) as stage_n
    from tags
)
select
    shares.stage,
    culture,
    n,
    stage_n,
    n * 1.0 / stage_n as share
from shares
left join stage_order on stage_order.stage = shares.stage
order by shares.stage is null, position is null, position, shares.stage, n desc, culture;

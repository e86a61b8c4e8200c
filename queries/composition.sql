-- title: Composition of the cultural samples
-- question: Of what kinds of culture do the cultural samples of each stage consist?
-- note: Tags are shown as the data have them; spellings that differ are rows that differ.
-- note: The intervals are Wilson's score intervals of each share by itself, at Kish's effective number of weighted samples.
-- needs: samples.culture
-- parameter: by (column of samples) = stage: one composition for each value of this column
-- parameter: where (condition on samples) = null: only the samples that meet it
-- parameter: weight (measure of samples) = n: counts this measure in place of samples
-- parameter: min_n (integer from 0 to 1000000000) = 30: cultural samples below which a composition is flagged as small
-- parameter: level (number from 0.5 to 0.9999) = 0.95: confidence level of the intervals
--
-- grain: one row for each value of --by and culture tag of its cultural samples, the commonest first
-- measure: ours
-- empty: no sample is cultural
-- column: by: value of the column that --by names, stages unless told otherwise; null where the samples have none
-- column: culture: culture tag
-- column: n (samples; paper): cultural samples with this tag
-- column: total (samples; paper): cultural samples of this value of --by
-- column: share (0 to 1; paper): n / total
-- column: share_low (0 to 1): lower end of the interval of share
-- column: share_high (0 to 1): upper end of the interval of share
-- column: small: 1 where the effective number of cultural samples is below min_n, else 0
-- chart: stack x=by y=share colour=culture
with
tallies as (
    select {by} as part, culture, sum({weight}) as n, sum({weight_square}) as squares
    from samples
    where cultural and {where}
    group by 1, 2
),
shares as (
    select
        part,
        culture,
        n,
        sum(n) over (partition by part) as total,
        n * 1.0 / nullif(sum(n) over (partition by part), 0) as share,
        sum(n) over (partition by part) * 1.0 * sum(n) over (partition by part)
            / nullif(sum(squares) over (partition by part), 0) as effective_n
    from tallies
)
select
    part as "by",
    culture,
    n,
    total,
    share,
    wilson_low(share * effective_n, effective_n, $level) as share_low,
    wilson_high(share * effective_n, effective_n, $level) as share_high,
    coalesce(effective_n, 0) < $min_n as small
from shares
left join stage_order on stage_order.stage = shares.part
order by part is null, position is null, position, part, n desc, culture;

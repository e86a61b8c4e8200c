-- title: Distributions of measures and lists
-- question: How are the measures of the samples, and the lengths of their lists, distributed?
-- note: A measure is a number of a sample, such as tokens or votes; the length of a list is the number of its distinct values, such
--   as places. Samples without a value, or with an empty list, are in missing and in nothing else.
-- note: A quantile is a value that occurs: the least that at least this part of the samples do not exceed (type 1 of Hyndman and
--   Fan 1996, as quantile_disc).
-- note: The interval of the median is Woodruff's (1952): the quantiles at the ends of the interval of the share of samples that do
--   not exceed the median. It counts sources, or what --clusters names, as the intervals of report decay do.
-- parameter: quantities (quantities of samples) = null: the measures and lists, as names or patterns such as score_*, separated by
--   commas; null for all
-- parameter: by (column of samples) = null: one such table for each value of this column
-- parameter: where (condition on samples) = null: only the samples that meet it
-- parameter: clusters (column of samples) = source: intervals count clusters of samples by this column; none for samples
--   drawn one by one
-- parameter: min_n (integer from 0 to 1000000000) = 30: samples below which a row is flagged as small
-- parameter: level (number from 0.5 to 0.9999) = 0.95: confidence level of the intervals
--
-- steps:
tallies as (
    {quantities}
),
counted as (
    select number, quantity, kind, part, value, sum(n) as n
    from tallies
    group by number, part, value
),
totals as (
    select
        number,
        quantity,
        kind,
        part,
        sum(n) as n,
        sum(value * n) as total,
        sum(value * n) * 1.0 / sum(n) as mean,
        min(value) as least,
        max(value) as greatest
    from counted
    group by number, part
)

-- caption: Measures of the samples and lengths of their lists
-- grain: one row for each value of --by and measure or list
-- key: by, quantity
-- measure: ours
-- column: by: value of the column that --by names; null without one
-- column: quantity: name of the measure or list
-- column: kind (measure or list): list: the values are lengths, the numbers of distinct values of a sample
-- column: n (samples): samples that have a value
-- column: part (0 to 1): n divided by all samples with the same value of --by
-- column: missing (samples): samples without a value
-- column: total (as the quantity): sum of the values
-- column: mean (as the quantity): mean of the values
-- column: sd (as the quantity): standard deviation of the values (n - 1); null for one sample
-- column: least (as the quantity): smallest value
-- column: p5 (as the quantity): 5 % quantile
-- column: q1 (as the quantity): lower quartile
-- column: median (as the quantity): median
-- column: median_low (as the quantity): lower end of the interval of the median; null where it cannot be said
-- column: median_high (as the quantity): upper end of the interval of the median
-- column: q3 (as the quantity): upper quartile
-- column: p95 (as the quantity): 95 % quantile
-- column: greatest (as the quantity): largest value
-- column: clusters (clusters): sources, or values of the column that --clusters names; null with none
-- column: deff (1 = as independent samples): design effect of the share of samples that do not exceed the median; null for one
--   cluster
-- column: interval (clusters, fixed or samples): what the interval covers; fixed: the clusters are taken as fixed
-- column: small: 1 where n is below min_n, else 0
-- print: by, quantity, n, mean, sd, least, q1, median, q3, greatest
-- label: part = samples that have a value
-- label: small = fewer than min_n samples
-- chart: bar x=quantity y=part
with
all_samples as (
    select {by} as part, sum(n) as n
    from samples
    where {where}
    group by 1
),
so_far as (
    select *, sum(n) over (partition by number, part order by value) as n_so_far
    from counted
),
quantiles as (
    -- 20 * n_so_far >= n in place of n_so_far >= 0.05 * n: whole numbers are not rounded.
    select
        totals.number,
        totals.part,
        min(value) filter (where 20 * n_so_far >= totals.n) as p5,
        min(value) filter (where 4 * n_so_far >= totals.n) as q1,
        min(value) filter (where 2 * n_so_far >= totals.n) as median,
        min(value) filter (where 4 * n_so_far >= 3 * totals.n) as q3,
        min(value) filter (where 20 * n_so_far >= 19 * totals.n) as p95,
        sum(so_far.n * (value - mean) * (value - mean)) as squares
    from totals
    join so_far on so_far.number = totals.number and so_far.part is totals.part
    group by totals.number, totals.part
),
cluster_shares as (
    select
        tallies.number,
        tallies.part,
        cluster,
        coalesce(sum(n) filter (where value <= median), 0) as k,
        sum(n) as n
    from tallies
    join quantiles on quantiles.number = tallies.number and quantiles.part is tallies.part
    group by tallies.number, tallies.part, cluster
),
intervals as (
    select number, part, clustered_share(k, n, n, $level) as interval
    from cluster_shares
    group by number, part
),
ends as (
    select
        totals.number,
        totals.part,
        min(value) filter (where n_so_far >= (interval ->> 'low') * totals.n) as median_low,
        min(value) filter (where n_so_far >= (interval ->> 'high') * totals.n) as median_high
    from totals
    join intervals on intervals.number = totals.number and intervals.part is totals.part
    join so_far on so_far.number = totals.number and so_far.part is totals.part
    group by totals.number, totals.part
)
select
    totals.part as "by",
    quantity,
    kind,
    totals.n,
    totals.n * 1.0 / all_samples.n as part,
    all_samples.n - totals.n as missing,
    total,
    mean,
    iif(totals.n > 1, sqrt(squares / (totals.n - 1)), null) as sd,
    least,
    p5,
    q1,
    median,
    median_low,
    median_high,
    q3,
    p95,
    greatest,
    iif($clusters is null, null, interval ->> 'clusters') as clusters,
    iif($clusters is null, null, interval ->> 'deff') as deff,
    case
        when $clusters is not null then interval ->> 'interval'
        when interval is not null then 'samples'
    end as interval,
    totals.n < $min_n as small
from totals
join all_samples on all_samples.part is totals.part
join quantiles on quantiles.number = totals.number and quantiles.part is totals.part
join intervals on intervals.number = totals.number and intervals.part is totals.part
join ends on ends.number = totals.number and ends.part is totals.part
order by totals.part is null, totals.part, totals.number;

-- table: histogram
-- caption: Histograms of the measures and of the lengths of lists
-- grain: one row for each value of --by, measure or list, and range of values
-- key: by, quantity, range
-- measure: ours
-- column: by: value of the column that --by names; null without one
-- column: quantity: name of the measure or list
-- column: kind (measure or list): list: the values are lengths, the numbers of distinct values of a sample
-- column: range: one value; or of whole numbers the first and the last; or from the first up to, but without, the second (k:
--   thousands, M: millions, G: thousand millions); the last range of fractions has its second, too
-- column: start (as the quantity): first value of the range
-- column: stop (as the quantity): the values are below it
-- column: n (samples): samples with a value in the range
-- column: share (0 to 1): n divided by all samples with a value and the same value of --by
-- column: share_low (0 to 1): lower end of the interval of share
-- column: share_high (0 to 1): upper end of the interval of share
-- column: clusters (clusters): sources, or values of the column that --clusters names; null with none
-- column: interval (clusters, fixed or samples): what the interval covers; fixed: the clusters are taken as fixed
-- column: small: 1 where the samples with a value and the same value of --by are fewer than min_n, else 0
-- print: by, quantity, range, n, share
-- rows: 10 first each by, quantity
-- label: share = share of samples
-- label: range = values
-- label: small = fewer than min_n samples
-- chart: bar x=range y=share low=share_low high=share_high facet=quantity row=by named=range
with
spans as (
    select
        counted.number,
        min(value) as least,
        max(value) as greatest,
        max(value <> round(value)) as has_fractions,
        sum(value * n) * 1.0 / sum(n) as mean
    from counted
    group by counted.number
),
-- Ranges of equal width would show one bar if the mean is in the first twentieth.
rules as (
    select
        *,
        case
            when greatest - least <= iif(has_fractions, 0, 19) then 'single'
            when least >= 0 and mean < 0.05 * greatest then 'logarithmic'
            else 'equal'
        end as rule,
        pow(10, floor(log10(nullif(greatest - least, 0))) - 1) as unit
    from spans
),
-- 10 to 20 ranges, their width 1, 2, 5 or 10 times a power of ten; logarithmic ones begin at 1, 2 and 5.
widths as (
    select
        *,
        max(
            iif(has_fractions, 0, 1),
            unit * case
                when (greatest - least) / unit <= 18 then 1
                when (greatest - least) / unit <= 36 then 2
                when (greatest - least) / unit <= 90 then 5
                else 10
            end
        ) as width
    from rules
),
magnitudes as (
    select number, value, round(log10(value)) as nearest
    from counted
    where value > 0
    group by number, value
),
-- floor(log10(value)) is 2 for 1000: SQLite's log10 of it is a little below 3.
decades as (
    select number, value, nearest - (value < pow(10, nearest)) as decade
    from magnitudes
),
steps as (
    select number, value, 3 * decade + (value >= 2 * pow(10, decade)) + (value >= 5 * pow(10, decade)) as step
    from decades
),
outer_steps as (
    select number, min(step) as first_step, max(step) as last_step
    from steps
    group by number
),
-- What is below the first range of six decades, zero too, is a range of its own.
limits as (
    select
        widths.*,
        max(first_step, last_step - 18) as base,
        max(first_step, last_step - 18) - (least = 0 or first_step < last_step - 18) as lowest
    from widths
    left join outer_steps on outer_steps.number = widths.number
),
binned as (
    select
        tallies.number,
        part,
        cluster,
        cast(case
            when rule = 'single' then tallies.value - least
            -- 0.3 / 0.1 is a little below 3.
            when rule = 'equal' and has_fractions and tallies.value = greatest
                then ceil(round(tallies.value / width, 9)) - 1
            when rule = 'equal' then floor(round(tallies.value / width, 9))
            else max(lowest, coalesce(step, lowest))
        end as integer) as bin,
        sum(n) as n
    from tallies
    join limits on limits.number = tallies.number
    left join steps on steps.number = tallies.number and steps.value = tallies.value
    group by 1, 2, 3, 4
),
ends as (
    select number, min(bin) as bin, max(bin) as last
    from binned
    group by number
),
-- Ranges without a sample are rows too.
bins as (
    select number, bin, last
    from ends
    union all
    select number, bin + 1, last
    from bins
    where bin < last
),
edges as (
    select
        bins.number,
        bin,
        has_fractions,
        rule,
        case
            when rule = 'single' then least + bin
            when rule = 'equal' then round(bin * width, 9)
            when bin < base then 0
            else pow(10, floor(bin / 3.0)) * case bin - 3 * floor(bin / 3.0) when 0 then 1 when 1 then 2 else 5 end
        end as start,
        case
            when rule = 'single' then least + bin + iif(has_fractions, 0, 1)
            when rule = 'equal' then round((bin + 1) * width, 9)
            else pow(10, floor((bin + 1) / 3.0))
                * case bin + 1 - 3 * floor((bin + 1) / 3.0) when 0 then 1 when 1 then 2 else 5 end
        end as stop
    from bins
    join limits on limits.number = bins.number
),
bounds as (
    select start as bound
    from edges
    union
    select stop
    from edges
),
named_bounds as (
    -- 200k, 1M: as short as an axis needs them.
    select
        bound,
        case
            when bound >= 1e12 then format('%.6gT', bound / 1e12)
            when bound >= 1e9 then format('%.6gG', bound / 1e9)
            when bound >= 1e6 then format('%.6gM', bound / 1e6)
            when bound >= 1e3 then format('%.6gk', bound / 1e3)
            else format('%.6g', bound)
        end as name
    from bounds
),
cluster_sizes as (
    select number, part, cluster, sum(n) as n
    from binned
    group by number, part, cluster
),
shares as (
    select
        edges.number,
        edges.bin,
        cluster_sizes.part,
        sum(coalesce(binned.n, 0)) as k,
        clustered_share(coalesce(binned.n, 0), cluster_sizes.n, cluster_sizes.n, $level) as interval
    from edges
    join cluster_sizes on cluster_sizes.number = edges.number
    left join binned
        on binned.number = edges.number and binned.bin = edges.bin and binned.part is cluster_sizes.part
            and binned.cluster is cluster_sizes.cluster
    group by edges.number, edges.bin, cluster_sizes.part
)
select
    totals.part as "by",
    quantity,
    kind,
    case
        when has_fractions and start = stop then format('%.6g', start)
        when rule = 'logarithmic' and stop > 1e3 or rule = 'equal' and stop - start >= 1e4
            then starts.name || '–' || stops.name
        when has_fractions then format('%.6g–%.6g', start, stop)
        when stop - start <= 1 then format('%.15g', start)
        else format('%.15g–%.15g', start, stop - 1)
    end as range,
    start,
    stop,
    k as n,
    k * 1.0 / totals.n as share,
    interval ->> 'low' as share_low,
    interval ->> 'high' as share_high,
    iif($clusters is null, null, interval ->> 'clusters') as clusters,
    case
        when $clusters is not null then interval ->> 'interval'
        when interval is not null then 'samples'
    end as interval,
    totals.n < $min_n as small
from totals
join shares on shares.number = totals.number and shares.part is totals.part
join edges on edges.number = shares.number and edges.bin = shares.bin
join named_bounds as starts on starts.bound = edges.start
join named_bounds as stops on stops.bound = edges.stop
order by totals.part is null, totals.part, totals.number, edges.bin;

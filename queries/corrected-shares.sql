-- title: Shares corrected for the tagger's errors
-- question: What are the cultural share of each stage, and the shares of values, if the tagger's errors are taken into account?
-- note: Raw shares are of the samples' own tags. Their errors are estimated from the samples that a person has labelled too: the
--   rater that --param gold names, without it the person with the most labels. A sample may be labelled by its text.
-- note: rogan_gladen is right if the errors of labelled samples are those of all samples of the stage; ppi (prediction-powered
--   inference, PPI++) if the labelled samples are a random part of the stage, however often the tagger errs.
-- note: If samples were drawn for labelling at different rates within a stage, name the columns they were drawn by as --param
--   strata: corrected is then by strata, and ppi, which would be wrong, is null. Each stratum of a stage needs labels.
-- note: Intervals take samples as independent, unlike those of report decay: they tell what the tagger's errors add.
-- needs: judgements.tagger+dimension+value
-- needs: samples.culture+stage
-- parameter: gold (value of judgements.tagger) = null: the rater whose labels are the gold standard
-- parameter: dimension (one of culture domain task language) = culture: whose values table values corrects
-- parameter: strata (column of samples) = null: the column that labelled samples were drawn by within a stage
-- parameter: where (condition on samples) = null: only the samples that meet it
-- parameter: min_n (integer from 0 to 1000000000) = 30: labelled samples below which a correction is flagged as small
-- parameter: level (number from 0.5 to 0.9999) = 0.95: confidence level of the intervals
--
-- steps:
gold_rater as (
    select coalesce(
        $gold,
        (
            select tagger
            from judgements
            where kind = 'human'
            group by tagger
            order by count(*) desc, tagger
            limit 1
        )
    ) as name
),
labels as (
    select sample, dimension, min(value) as value
    from judgements
    where tagger = (select name from gold_rater) and value is not null and dimension in ('culture', $dimension)
    group by sample, dimension
),
folded_tags as (
    select distinct
        value,
        replace(replace(replace(lower(value), ' ', ''), '_', ''), '-', '') not in (
            select tag from noncultural_tag
        ) as is_cultural
    from labels
    where dimension = 'culture'
),
labelled as (
    select
        tagged.stage,
        tagged.stratum,
        tagged.cultural as given,
        is_cultural as has,
        count(*) as n
    from (
        select id, stage, {strata} as stratum, cultural
        from samples
        where cultural is not null and stage is not null and id in (select sample from labels) and {where}
    ) as tagged
    join labels on labels.sample = tagged.id and labels.dimension = 'culture'
    join folded_tags on folded_tags.value = labels.value
    group by 1, 2, 3, 4
),
corpus as (
    select stage, {strata} as stratum, cultural as given, count(*) as n
    from samples
    where cultural is not null and stage is not null and {where}
    group by 1, 2, 3
),
stage_numbers as (
    select
        occurring.stage,
        row_number() over (order by position is null, position, occurring.stage) - 1 as score
    from (select distinct stage from corpus) as occurring
    left join stage_order on stage_order.stage = occurring.stage
),
raw_shares as (
    select stage, sum(n * given) as k, sum(n) as n
    from corpus
    group by stage
),
gold_counts as (
    select
        stage,
        sum(n) as labelled,
        coalesce(sum(n) filter (where has and given), 0) as tp,
        coalesce(sum(n) filter (where not has and given), 0) as fp,
        coalesce(sum(n) filter (where has and not given), 0) as fn,
        coalesce(sum(n) filter (where not has and not given), 0) as tn
    from labelled
    group by stage
),
tables_of_stages as (
    select stage, coalesce(stratum, '') as stratum, given, cast(has as text) as label, n as labelled, 0 as samples
    from labelled
    union all
    select stage, coalesce(stratum, ''), given, '', 0, n
    from corpus
),
matrices as (
    select stage, corrected_shares(stratum, given, label, labelled, samples, $level) as found
    from tables_of_stages
    group by stage
),
solutions as (
    select
        stage,
        found ->> 'reason' as reason,
        (select value from json_each(found, '$.values') where value ->> 'label' = '1') as cultural
    from matrices
),
corrected as (
    select
        raw_shares.stage,
        score,
        k,
        n,
        k * 1.0 / n as raw,
        coalesce(labelled, 0) as labelled,
        tp,
        fp,
        fn,
        tn,
        reason,
        cultural ->> 'corrected' as matrix_share,
        cultural ->> 'se' as matrix_error,
        cultural ->> 'low' as matrix_low,
        cultural ->> 'high' as matrix_high,
        -- The labelled samples are left out of those without labels.
        iif($strata is null, ppi_share(k - tp - fp, n - labelled, tp, fp, fn, tn), null) as ppi,
        iif($strata is null, ppi_share_low(k - tp - fp, n - labelled, tp, fp, fn, tn, $level), null) as ppi_low,
        iif($strata is null, ppi_share_high(k - tp - fp, n - labelled, tp, fp, fn, tn, $level), null) as ppi_high,
        iif($strata is null, ppi_share_se(k - tp - fp, n - labelled, tp, fp, fn, tn), null) as ppi_error
    from raw_shares
    join stage_numbers using (stage)
    left join gold_counts using (stage)
    left join solutions using (stage)
)

-- caption: Cultural share by stage, corrected for errors of the tags
-- grain: one row for each stage, in the order of the pipeline
-- key: stage
-- measure: ours
-- column: stage: stage of the pipeline
-- column: gold: the rater whose labels are the gold standard
-- column: k (samples): samples tagged as cultural
-- column: n (samples): samples with a culture tag
-- column: raw (0 to 1): k / n
-- column: raw_low (0 to 1): lower end of its interval (Wilson)
-- column: raw_high (0 to 1): upper end of its interval
-- column: labelled (samples): those with a label of the gold standard, too
-- column: sensitivity (0 to 1): part of the samples labelled cultural that are tagged so; not weighted by strata
-- column: specificity (0 to 1): part of the samples labelled not cultural that are tagged so; not weighted by strata
-- column: corrected (0 to 1): share by the matrix of errors: Rogan and Gladen's, or by strata
-- column: corrected_low (0 to 1): lower end of its interval: Lang and Reiczigel's, or by strata the normal one
-- column: corrected_high (0 to 1): upper end of its interval
-- column: ppi (0 to 1): share by prediction-powered inference; null with strata
-- column: ppi_low (0 to 1): lower end of its interval
-- column: ppi_high (0 to 1): upper end of its interval
-- column: outside: 1 where raw lies outside the interval of corrected, else 0
-- column: reason: why there is no corrected share: no_labels, stratum_without_labels or not_separated
-- column: small: 1 where labelled is below min_n, else 0
-- print: stage, n, labelled, raw, sensitivity, specificity, corrected, ppi
-- label: corrected = corrected cultural share
-- label: small = fewer than min_n labelled samples
-- chart: line x=stage y=corrected low=corrected_low high=corrected_high
select
    stage,
    (select name from gold_rater) as gold,
    k,
    n,
    raw,
    wilson_low(k, n, $level) as raw_low,
    wilson_high(k, n, $level) as raw_high,
    labelled,
    tp * 1.0 / nullif(tp + fn, 0) as sensitivity,
    tn * 1.0 / nullif(tn + fp, 0) as specificity,
    iif($strata is null, rogan_gladen(k, n, tp, fp, fn, tn), matrix_share) as corrected,
    iif($strata is null, rogan_gladen_low(k, n, tp, fp, fn, tn, $level), matrix_low) as corrected_low,
    iif($strata is null, rogan_gladen_high(k, n, tp, fp, fn, tn, $level), matrix_high) as corrected_high,
    ppi,
    ppi_low,
    ppi_high,
    raw not between
        iif($strata is null, rogan_gladen_low(k, n, tp, fp, fn, tn, $level), matrix_low)
        and iif($strata is null, rogan_gladen_high(k, n, tp, fp, fn, tn, $level), matrix_high) as outside,
    case
        when labelled = 0 then 'no_labels'
        when $strata is null and rogan_gladen(k, n, tp, fp, fn, tn) is null then 'not_separated'
        when $strata is not null then reason
    end as reason,
    labelled < $min_n as small
from corrected
order by score;

-- table: sides
-- caption: Cultural share by stage and way to correct it for errors of the tags
-- grain: one row for each stage and way to estimate the share, for a figure with all side by side
-- key: stage, estimate
-- measure: ours
-- column: stage: stage of the pipeline
-- column: estimate: raw, corrected or ppi
-- column: n (samples): samples with a culture tag
-- column: labelled (samples): those with a label of the gold standard, too
-- column: share (0 to 1): cultural share
-- column: share_low (0 to 1): lower end of its interval
-- column: share_high (0 to 1): upper end of its interval
-- print: stage, estimate, n, labelled, share
-- label: share = cultural share
-- chart: line x=stage y=share low=share_low high=share_high colour=estimate
select stage, estimate, n, labelled, share, share_low, share_high
from (
    select
        stage,
        score,
        1 as place,
        'raw' as estimate,
        n,
        labelled,
        raw as share,
        wilson_low(k, n, $level) as share_low,
        wilson_high(k, n, $level) as share_high
    from corrected
    union all
    select
        stage,
        score,
        2,
        'corrected',
        n,
        labelled,
        iif($strata is null, rogan_gladen(k, n, tp, fp, fn, tn), matrix_share),
        iif($strata is null, rogan_gladen_low(k, n, tp, fp, fn, tn, $level), matrix_low),
        iif($strata is null, rogan_gladen_high(k, n, tp, fp, fn, tn, $level), matrix_high)
    from corrected
    union all
    select stage, score, 3, 'ppi', n, labelled, ppi, ppi_low, ppi_high
    from corrected
)
where share is not null
order by place, score;

-- table: trend
-- caption: Trend of the cultural share over the stages, raw and corrected
-- grain: one row for each way to correct: the course of the share over the stages, raw and corrected
-- key: estimate
-- measure: ours
-- empty: fewer than two stages have a corrected share
-- column: estimate: corrected (by the matrix of errors) or ppi
-- column: stages (stages): with a corrected share; the score of a stage is its number in the order of the pipeline, from 0
-- column: n (samples): samples with a culture tag, in these stages
-- column: labelled (samples): those with a label of the gold standard, too
-- column: raw_slope (per stage): change of the raw share from stage to stage, a straight line by weighted least squares
-- column: raw_slope_low (per stage): lower end of its interval
-- column: raw_slope_high (per stage): upper end of its interval
-- column: corrected_slope (per stage): change of the corrected share from stage to stage
-- column: corrected_slope_low (per stage): lower end of its interval
-- column: corrected_slope_high (per stage): upper end of its interval
-- column: raw_p (0 to 1): two-sided p-value of no trend of the raw share
-- column: corrected_p (0 to 1): two-sided p-value of no trend of the corrected share
-- column: verdict: stands, vanishes, reverses or appears: what becomes of the raw trend by the correction; none if neither has one
-- column: small: 1 where a stage has fewer labelled samples than min_n, else 0
-- print: estimate, stages, labelled, raw_slope, raw_p, corrected_slope, corrected_p, verdict
-- label: small = fewer than min_n labelled samples in a stage
with
estimates as (
    select 1 as place, 'corrected' as estimate, score, n, labelled, raw, matrix_share as share, matrix_error as error
    from corrected
    union all
    select 2, 'ppi', score, n, labelled, raw, ppi, ppi_error
    from corrected
),
trends as (
    select
        place,
        estimate,
        count(*) as stages,
        sum(n) as n,
        sum(labelled) as labelled,
        min(labelled) as least,
        corrected_trend(score, raw, sqrt(raw * (1 - raw) / n), share, error, $level) as found
    from estimates
    where share is not null and error > 0 and raw > 0 and raw < 1
    group by place, estimate
)
select
    estimate,
    stages,
    n,
    labelled,
    found ->> 'raw_slope' as raw_slope,
    found ->> 'raw_slope_low' as raw_slope_low,
    found ->> 'raw_slope_high' as raw_slope_high,
    found ->> 'corrected_slope' as corrected_slope,
    found ->> 'corrected_slope_low' as corrected_slope_low,
    found ->> 'corrected_slope_high' as corrected_slope_high,
    found ->> 'raw_p' as raw_p,
    found ->> 'corrected_p' as corrected_p,
    found ->> 'verdict' as verdict,
    least < $min_n as small
from trends
where found is not null
order by place;

-- table: values
-- caption: Shares of the values by stage, corrected for errors of the tags
-- grain: one row for each stage and value of the dimension that a tag or a label has
-- key: stage, value
-- measure: ours
-- empty: no sample has a tag of the dimension
-- column: stage: stage of the pipeline
-- column: dimension: culture, domain, task or language
-- column: value: the value
-- column: k (samples): samples tagged with the value
-- column: n (samples): samples with a tag of the dimension
-- column: labelled (samples): samples of the stage with a label and a tag
-- column: raw (0 to 1): k / n
-- column: raw_low (0 to 1): lower end of its interval (Wilson)
-- column: raw_high (0 to 1): upper end of its interval
-- column: corrected (0 to 1): share by the matrix of errors of all values; null where reason says why, and for a value that no
--   label has
-- column: corrected_low (0 to 1): lower end of its interval
-- column: corrected_high (0 to 1): upper end of its interval
-- column: clipped: 1 where the solution lay beyond 0 or 1, else 0
-- column: ppi (0 to 1): share by prediction-powered inference; null with strata and without labels
-- column: ppi_low (0 to 1): lower end of its interval
-- column: ppi_high (0 to 1): upper end of its interval
-- column: outside: 1 where raw lies outside the interval of ppi (of corrected with strata), else 0
-- column: reason: why the stage has no corrected shares: no_labels, stratum_without_labels or not_separated
-- column: small: 1 where labelled is below min_n, else 0
-- print: stage, dimension, value, k, labelled, raw, corrected, ppi
-- label: ppi = corrected share of samples
-- label: small = fewer than min_n labelled samples
-- chart: bar x=value y=ppi low=ppi_low high=ppi_high or=corrected colour=stage
with
tags as (
    select
        id,
        stage,
        {strata} as stratum,
        case $dimension
            when 'culture' then culture when 'domain' then domain when 'task' then task else language_code
        end as written
    from samples
    where stage is not null and id in (select sample from labels) and {where}
),
corpus_of_values as (
    select
        stage,
        {strata} as stratum,
        case $dimension
            when 'culture' then culture when 'domain' then domain when 'task' then task else language_code
        end as written,
        count(*) as n
    from samples
    where stage is not null and {where}
    group by 1, 2, 3
),
occurring as (
    select distinct
        written,
        replace(replace(replace(lower(written), ' ', ''), '_', ''), '-', '') as folded
    from corpus_of_values
    where written is not null
),
spellings as (
    -- Tags that differ in their spelling, such as "no culture" and "No_Culture", are one value: that of the labels, if
    -- they have it.
    select written, coalesce(min(found.value), min(written) over (partition by folded)) as tag
    from occurring
    left join (select distinct value from labels where dimension = $dimension) as found
        on replace(replace(replace(lower(found.value), ' ', ''), '_', ''), '-', '') = folded
    group by written, folded
),
value_tables as (
    select stage, coalesce(stratum, '') as stratum, tag, value as label, count(*) as labelled, 0 as samples
    from tags
    join spellings using (written)
    join labels on labels.sample = tags.id and labels.dimension = $dimension
    group by 1, 2, 3, 4
    union all
    select stage, coalesce(stratum, ''), tag, '', 0, sum(n)
    from corpus_of_values
    join spellings using (written)
    group by 1, 2, 3
),
totals as (
    select stage, sum(labelled) as labelled, sum(samples) as n
    from value_tables
    group by stage
),
found_values as (
    select stage, corrected_shares(stratum, tag, label, labelled, samples, $level) as found
    from value_tables
    group by stage
),
matrix_values as (
    select stage, json_each.value as found_value, json_each.value ->> 'label' as label
    from found_values
    join json_each(found_values.found, '$.values')
),
mentions as (
    select stage, tag as value, samples as k, labelled as given, 0 as has, iif(tag = label, labelled, 0) as both
    from value_tables
    union all
    select stage, label, 0, 0, labelled, 0
    from value_tables
    where labelled > 0
),
counts as (
    select stage, value, sum(k) as k, sum(given) as given, sum(has) as has, sum(both) as tp
    from mentions
    group by stage, value
),
powered as (
    select
        counts.stage,
        counts.value,
        k,
        n,
        labelled,
        iif($strata is null and labelled > 0, k - given, null) as others,
        tp,
        given - tp as fp,
        has - tp as fn,
        labelled - given - has + tp as tn
    from counts
    join totals using (stage)
),
estimated as (
    select
        powered.*,
        k * 1.0 / n as raw,
        found_values.found ->> 'reason' as reason,
        found_value ->> 'corrected' as corrected,
        found_value ->> 'low' as corrected_low,
        found_value ->> 'high' as corrected_high,
        found_value ->> 'clipped' as clipped,
        ppi_share(others, n - labelled, tp, fp, fn, tn) as ppi,
        ppi_share_low(others, n - labelled, tp, fp, fn, tn, $level) as ppi_low,
        ppi_share_high(others, n - labelled, tp, fp, fn, tn, $level) as ppi_high
    from powered
    join found_values on found_values.stage = powered.stage
    left join matrix_values on matrix_values.stage = powered.stage and matrix_values.label = powered.value
)
select
    estimated.stage,
    $dimension as dimension,
    value,
    k,
    n,
    labelled,
    raw,
    wilson_low(k, n, $level) as raw_low,
    wilson_high(k, n, $level) as raw_high,
    corrected,
    corrected_low,
    corrected_high,
    clipped,
    ppi,
    ppi_low,
    ppi_high,
    iif(
        $strata is null, raw not between ppi_low and ppi_high, raw not between corrected_low and corrected_high
    ) as outside,
    reason,
    labelled < $min_n as small
from estimated
left join stage_order on stage_order.stage = estimated.stage
order by position is null, position, estimated.stage, k desc, value;

-- title: Benchmarks
-- question: How well do models label the texts of each benchmark, and which differences between models are more than chance?
-- note: Macro-F1 is the mean of F1 over the labels of the task, whether or not they occur. A reply without a label and a
--   row without a reply cost recall. Rows with a blank label, or one that the task does not have, are left out, or kept by
--   --param blank=keep as rows of no class, as the published scores of CultureLLM have it.
-- note: Intervals of macro-F1 and of differences come from the delta method over rows (multinomial); cultivar evaluate
--   gives those by resampling, and tests.
-- needs: predictions.predicted
-- parameter: where (condition on predictions) = null: only the predictions that meet it
-- parameter: blank (one of leave-out keep) = leave-out: what becomes of rows without a gold label of the task
-- parameter: min_n (integer from 0 to 1000000000) = 10: rows of the rarest label below which a score is flagged as small
-- parameter: level (number from 0.5 to 0.9999) = 0.95: confidence level of the intervals
--
-- steps:
cells as (
    select
        benchmark,
        task,
        coalesce(culture, '') as culture,
        model,
        gold,
        predicted,
        outcome,
        max(labels) as labels,
        count(*) as n
    from predictions
    where (outcome not in ('blank', 'unlisted') or $blank = 'keep') and {where}
    group by 1, 2, 3, 4, 5, 6, 7
),
sizes as (
    select benchmark, task, culture, model, sum(n) as n, max(labels) as labels
    from cells
    group by benchmark, task, culture, model
),
label_counts as (
    select
        benchmark,
        task,
        culture,
        model,
        label,
        sum(support) as support,
        sum(predicted) as predicted,
        sum(right) as right
    from (
        select benchmark, task, culture, model, gold as label, n as support, 0 as predicted, 0 as right
        from cells
        union all
        select benchmark, task, culture, model, predicted, 0, n, iif(gold = predicted, n, 0)
        from cells
    )
    where label is not null
    group by benchmark, task, culture, model, label
),
classes as (
    select *, 2.0 * right / (support + predicted) as f1, support + predicted as size
    from label_counts
),
influences as (
    -- How a row of each kind moves macro-F1, divided by the number of rows.
    select
        cells.benchmark,
        cells.task,
        cells.culture,
        cells.model,
        cells.gold,
        cells.predicted,
        cells.outcome,
        cells.n,
        (
            iif(cells.gold = cells.predicted, 2.0 / golds.size, 0)
            - coalesce(golds.f1 / golds.size, 0)
            - coalesce(guesses.f1 / guesses.size, 0)
        ) / sizes.labels as influence
    from cells
    join sizes
        on sizes.benchmark = cells.benchmark
            and sizes.task = cells.task
            and sizes.culture = cells.culture
            and sizes.model = cells.model
    left join classes as golds
        on golds.benchmark = cells.benchmark
            and golds.task = cells.task
            and golds.culture = cells.culture
            and golds.model = cells.model
            and golds.label = cells.gold
    left join classes as guesses
        on guesses.benchmark = cells.benchmark
            and guesses.task = cells.task
            and guesses.culture = cells.culture
            and guesses.model = cells.model
            and guesses.label = cells.predicted
),
errors as (
    select benchmark, task, culture, model, sqrt(sum(n * influence * influence)) as error
    from influences
    group by benchmark, task, culture, model
),
scores as (
    select
        sizes.benchmark,
        sizes.task,
        sizes.culture,
        sizes.model,
        sizes.n,
        sizes.labels,
        sum(classes.f1) / sizes.labels as macro_f1,
        2.0 * max(support) / (max(support) + sizes.n) / sizes.labels as majority_f1,
        sum(right) as right,
        iif(sum(support > 0) < sizes.labels, 0, min(iif(support > 0, support, null))) as rarest
    from sizes
    join classes
        on classes.benchmark = sizes.benchmark
            and classes.task = sizes.task
            and classes.culture = sizes.culture
            and classes.model = sizes.model
    group by sizes.benchmark, sizes.task, sizes.culture, sizes.model
),
normal as (
    -- The upper end of Wilson's interval of none of one is z² / (1 + z²).
    select sqrt(wilson_high(0, 1, $level) / (1 - wilson_high(0, 1, $level))) as z
)

-- caption: Macro-F1 and accuracy of the models on each benchmark
-- grain: one row for each benchmark, task, culture and model
-- key: benchmark, task, culture, model
-- measure: ours
-- empty: no prediction that is counted has a label
-- column: benchmark: the labelled file
-- column: task: what its labels say
-- column: culture: the culture that the benchmark is of
-- column: model: the model
-- column: n (rows): rows that are scored
-- column: macro_f1 (0 to 1): mean F1 over the labels of the task
-- column: macro_f1_low (0 to 1): lower end of the interval of macro_f1
-- column: macro_f1_high (0 to 1): upper end of the interval
-- column: majority_f1 (0 to 1): macro-F1 of who always answers the most frequent label
-- column: beats_majority: 1 where macro_f1_low is above majority_f1, else 0
-- column: accuracy (0 to 1): share of rows with the right label
-- column: accuracy_low (0 to 1): lower end of Wilson's interval of accuracy
-- column: accuracy_high (0 to 1): upper end of the interval
-- column: unmapped (rows): rows whose reply has no label
-- column: missing (rows): rows without a reply
-- column: small: 1 where a label of the task has fewer than min_n rows, else 0
-- print: benchmark, task, culture, model, n, macro_f1, majority_f1, accuracy
-- label: macro_f1 = macro-F1
-- label: small = a label with fewer than min_n rows
-- chart: bar x=model y=macro_f1 low=macro_f1_low high=macro_f1_high facet=benchmark
with
outcomes as (
    select
        benchmark,
        task,
        culture,
        model,
        sum(iif(predicted is null and outcome <> 'missing', n, 0)) as unmapped,
        sum(iif(outcome = 'missing', n, 0)) as missing
    from cells
    group by benchmark, task, culture, model
)
select
    scores.benchmark,
    scores.task,
    nullif(scores.culture, '') as culture,
    scores.model,
    n,
    macro_f1,
    max(macro_f1 - z * error, 0) as macro_f1_low,
    min(macro_f1 + z * error, 1) as macro_f1_high,
    majority_f1,
    max(macro_f1 - z * error, 0) > majority_f1 as beats_majority,
    right * 1.0 / n as accuracy,
    wilson_low(right, n, $level) as accuracy_low,
    wilson_high(right, n, $level) as accuracy_high,
    unmapped,
    missing,
    rarest < $min_n as small
from scores
join errors
    on errors.benchmark = scores.benchmark
        and errors.task = scores.task
        and errors.culture = scores.culture
        and errors.model = scores.model
join outcomes
    on outcomes.benchmark = scores.benchmark
        and outcomes.task = scores.task
        and outcomes.culture = scores.culture
        and outcomes.model = scores.model
join normal
order by scores.culture = '', scores.culture, scores.task, scores.benchmark, macro_f1 desc, scores.model;

-- table: differences
-- caption: Differences of macro-F1 between models
-- grain: one row for each pair of models that have predictions of the same benchmark
-- key: benchmark, task, culture, first, second
-- measure: ours
-- empty: no benchmark has predictions of two models
-- column: benchmark: the labelled file
-- column: task: what its labels say
-- column: culture: the culture that the benchmark is of
-- column: first: a model
-- column: second: the other
-- column: models: the two, first − second, as the difference is
-- column: n (rows): rows that both have
-- column: difference (-1 to 1): macro-F1 of first less that of second
-- column: difference_low (-1 to 1): lower end of its interval, the replies to a row kept together
-- column: difference_high (-1 to 1): upper end of the interval
-- column: only_first_right (rows): rows on which first alone is right
-- column: only_second_right (rows): rows on which second alone is right
-- column: verdict: first, second, or open where the interval has 0
-- print: benchmark, task, culture, first, second, n, difference, verdict
-- label: difference = difference of macro-F1
-- chart: bar x=models y=difference low=difference_low high=difference_high facet=benchmark
with
counted as (
    select benchmark, task, coalesce(culture, '') as culture, model, "row" as number, gold, predicted, outcome
    from predictions
    where (outcome not in ('blank', 'unlisted') or $blank = 'keep') and {where}
),
rows_of_models as (
    select
        counted.benchmark,
        counted.task,
        counted.culture,
        counted.model,
        number,
        influence,
        counted.outcome = 'right' as is_right
    from counted
    join influences
        on influences.benchmark = counted.benchmark
            and influences.task = counted.task
            and influences.culture = counted.culture
            and influences.model = counted.model
            and influences.gold is counted.gold
            and influences.predicted is counted.predicted
            and influences.outcome = counted.outcome
),
paired as (
    select
        one.benchmark,
        one.task,
        one.culture,
        one.model as first,
        other.model as second,
        count(*) as n,
        sqrt(sum((one.influence - other.influence) * (one.influence - other.influence))) as error,
        sum(one.is_right and not other.is_right) as only_first_right,
        sum(other.is_right and not one.is_right) as only_second_right
    from rows_of_models as one
    join rows_of_models as other
        on other.benchmark = one.benchmark
            and other.task = one.task
            and other.culture = one.culture
            and other.number = one.number
            and other.model > one.model
    group by one.benchmark, one.task, one.culture, one.model, other.model
),
compared as (
    select
        paired.*,
        one.macro_f1 - other.macro_f1 as difference
    from paired
    join scores as one
        on one.benchmark = paired.benchmark
            and one.task = paired.task
            and one.culture = paired.culture
            and one.model = first
    join scores as other
        on other.benchmark = paired.benchmark
            and other.task = paired.task
            and other.culture = paired.culture
            and other.model = second
)
select
    benchmark,
    task,
    nullif(culture, '') as culture,
    first,
    second,
    first || ' − ' || second as models,
    n,
    difference,
    difference - z * error as difference_low,
    difference + z * error as difference_high,
    only_first_right,
    only_second_right,
    case
        when difference - z * error > 0 then 'first'
        when difference + z * error < 0 then 'second'
        else 'open'
    end as verdict
from compared
join normal
order by culture = '', culture, task, benchmark, first, second;

-- table: classes
-- caption: Precision, recall and F1 of the models for each label
-- grain: one row for each benchmark, model and label that occurs or is predicted
-- key: benchmark, task, culture, model, label
-- measure: ours
-- empty: no prediction that is counted has a label
-- column: benchmark: the labelled file
-- column: task: what its labels say
-- column: culture: the culture that the benchmark is of
-- column: model: the model
-- column: label: the label
-- column: n (rows): rows with the label
-- column: predicted (rows): rows for which it is predicted
-- column: right (rows): rows for which both hold
-- column: precision (0 to 1): right over predicted
-- column: recall (0 to 1): right over n
-- column: recall_low (0 to 1): lower end of Wilson's interval of recall
-- column: recall_high (0 to 1): upper end of the interval
-- column: f1 (0 to 1): twice right over n and predicted
-- column: f1_low (0 to 1): lower end of its interval, by the delta method over rows
-- column: f1_high (0 to 1): upper end of the interval
-- print: benchmark, task, culture, model, label, n, precision, recall, f1
-- label: f1 = F1
-- chart: bar x=label y=f1 low=f1_low high=f1_high colour=model facet=benchmark
with
spread as (
    -- A row moves F1 by (2 - 2 f1) / size if it is right, and by -f1 / size if it has the label or the prediction only.
    select *, sqrt(right * 4.0 * (1 - f1) * (1 - f1) + (size - 2 * right) * f1 * f1) / size as f1_error
    from classes
)
select
    benchmark,
    task,
    nullif(culture, '') as culture,
    model,
    label,
    support as n,
    predicted,
    right,
    right * 1.0 / nullif(predicted, 0) as precision,
    right * 1.0 / nullif(support, 0) as recall,
    wilson_low(right, support, $level) as recall_low,
    wilson_high(right, support, $level) as recall_high,
    f1,
    -- If F1 is 0 or 1, the delta method has no width.
    iif(right > 0 and f1 < 1, max(f1 - z * f1_error, 0), null) as f1_low,
    iif(right > 0 and f1 < 1, min(f1 + z * f1_error, 1), null) as f1_high
from spread
join normal
order by culture = '', culture, task, benchmark, model, label;

-- title: Labels of CultureLLM beside what people answer
-- question: Which label does the published rule give a country's answers, and how far is it from what the valid answers say?
-- note: The published rule (paper) takes the mean of all codes, the missing ones as the negative numbers that they are, over
--   all respondents, truncates it and drops its sign. One respondent of a country is missing from the sum and not from the
--   number of respondents (--param left_out=, not in the countries of --param kept_in=).
-- note: Rounded is the mean of the valid answers, halves up. Cells that nobody gave a valid answer to have a label of the
--   published rule all the same.
-- needs: answers.code
-- needs: answers.ordinal
-- parameter: where (condition on answers) = null: only the answers that meet it
-- parameter: left_out (integer from 0 to 1000000000) = 1001: the number of the respondent who is left out; 0 for none
-- parameter: kept_in (value) = IRQ JOR: countries where nobody is left out, separated by blanks
-- parameter: level (number from 0.5 to 0.9999) = 0.95: confidence level of the intervals
--
-- steps:
answered as (
    select country, culture, question, topic, status, code, sum(n) as n
    from answers
    where {where}
    group by 1, 2, 3, 4, 5, 6
),
people as (
    select country, count(*) as n
    from respondents
    group by country
),
left_out as (
    select country, question, sum(code) as code
    from answers
    where ordinal = $left_out and instr(' ' || $kept_in || ' ', ' ' || country || ' ') = 0 and {where}
    group by country, question
),
sums as (
    select
        country,
        culture,
        question,
        topic,
        total(code * n) as all_codes,
        sum(iif(status = 'valid', n, 0)) as valid,
        sum(iif(status = 'valid', code * n, 0)) * 1.0 / nullif(sum(iif(status = 'valid', n, 0)), 0) as mean,
        max(iif(status = 'valid', code, null)) as greatest,
        min(iif(status = 'valid', code, null)) as least
    from answered
    group by country, culture, question, topic
),
modes as (
    select
        country,
        question,
        code,
        n,
        row_number() over (partition by country, question order by n desc, code) as place
    from answered
    where status = 'valid'
),
scales as (
    select question, ' ' || scale || ' ' as scale
    from questions
),
cells as (
    select
        sums.country,
        sums.culture,
        sums.question,
        sums.topic,
        people.n as respondents,
        valid,
        abs(cast((all_codes - coalesce(left_out.code, 0)) / people.n as integer)) as label,
        mean,
        cast(mean + 0.5 as integer) as rounded,
        modes.code as mode,
        modes.n as mode_count
    from sums
    join people on people.country is sums.country
    left join left_out on left_out.country = sums.country and left_out.question = sums.question
    left join modes on modes.country is sums.country and modes.question = sums.question and place = 1
)

-- caption: Labels of the published rule and the valid answers
-- grain: one row for each country and question
-- key: country, culture, question, topic
-- measure: ours
-- empty: no answer is counted
-- column: country: the country as the survey writes it
-- column: culture: the culture that it stands for
-- column: question: the question's id
-- column: topic: the part of the questionnaire
-- column: n (respondents): respondents of the country
-- column: valid (answers): valid answers
-- column: label (code): the label of the published rule
-- column: on_scale: 1 where the label is a code of the question's scale, else 0
-- column: mean (code): mean of the valid answers
-- column: rounded (code): mean, rounded
-- column: mode (code): the most frequent valid answer, the least of several
-- column: mode_share (0 to 1): share of the mode among the valid answers
-- column: mode_share_low (0 to 1): lower end of Wilson's interval of mode_share
-- column: mode_share_high (0 to 1): upper end of the interval
-- column: error (code): label - mean; null where nobody was asked
-- column: differs: 1 where label is not rounded; null where nobody was asked
-- column: lower: 1 where label is below rounded
-- column: equals_mode: 1 where label is the mode
-- print: country, question, n, valid, label, mean, rounded, mode, mode_share
-- label: error = label less the mean answer
-- label: blank = nobody was asked
-- chart: heat x=question y=country colour=error
select
    country,
    culture,
    cells.question,
    topic,
    respondents as n,
    valid,
    label,
    iif(scale is null, null, instr(scale, ' ' || label || ' ') > 0) as on_scale,
    mean,
    rounded,
    mode,
    mode_count * 1.0 / nullif(valid, 0) as mode_share,
    wilson_low(mode_count, valid, $level) as mode_share_low,
    wilson_high(mode_count, valid, $level) as mode_share_high,
    label - mean as error,
    label <> rounded as differs,
    label < rounded as lower,
    label = mode as equals_mode
from cells
left join scales on scales.question = cells.question
order by country, cast(cells.question as integer), cells.question;

-- table: summary
-- caption: Labels of the published rule that differ from the rounded mean
-- grain: one row for each country, and one for all (country is all)
-- key: country
-- measure: ours
-- empty: no answer is counted
-- column: country: the country; all for all of them
-- column: n (cells): pairs of country and question
-- column: asked (cells): cells with a valid answer
-- column: never_asked (cells): cells without a valid answer
-- column: differs (cells): asked cells whose label is not the rounded mean
-- column: lower (cells): of these, those whose label is lower
-- column: equals_mode (cells): asked cells whose label is the most frequent answer
-- column: differs_share (0 to 1): differs over asked
-- column: differs_share_low (0 to 1): lower end of Wilson's interval of differs_share
-- column: differs_share_high (0 to 1): upper end of the interval
-- print: country, asked, never_asked, differs, lower, equals_mode, differs_share
-- label: differs_share = share of labels that differ
-- chart: bar x=country y=differs_share low=differs_share_low high=differs_share_high
with
counted as (
    select
        country,
        count(*) as n,
        sum(valid > 0) as asked,
        sum(valid = 0) as never_asked,
        coalesce(sum(label <> rounded), 0) as differs,
        coalesce(sum(label < rounded), 0) as lower,
        coalesce(sum(label = mode), 0) as equals_mode
    from cells
    group by country
),
all_counts as (
    select *
    from counted
    union all
    select 'all', sum(n), sum(asked), sum(never_asked), sum(differs), sum(lower), sum(equals_mode)
    from counted
    having count(*) > 0
)
select
    country,
    n,
    asked,
    never_asked,
    differs,
    lower,
    equals_mode,
    differs * 1.0 / nullif(asked, 0) as differs_share,
    wilson_low(differs, asked, $level) as differs_share_low,
    wilson_high(differs, asked, $level) as differs_share_high
from all_counts
order by country is null, country is 'all', country;

-- title: A survey beside a corpus
-- question: How much of the corpus is about each country of the survey, how many of its people were asked, and how far are
--   their answers from those of the countries that the corpus is about?
-- note: Countries are joined by their ISO code, however the survey and the samples write them. A sample of several countries
--   counts in each, unless --counting says otherwise. The intervals take samples as independent.
-- note: Distances are mean Jensen-Shannon distances over the questions that both countries gave valid answers to.
-- needs: answers.code
-- needs: answers.country_iso2
-- needs: countries.iso2
-- parameter: where (condition on samples) = null: only the samples that meet it
-- parameter: counting (counting) = whole: how a sample of several places counts: whole, mention or fractional
-- parameter: level (number from 0.5 to 0.9999) = 0.95: confidence level of the intervals
--
-- steps:
people as (
    select country_iso2 as iso2, max(country_name) as country, count(*) as n
    from respondents
    where country_iso2 is not null
    group by country_iso2
),
corpus as (
    select iso2, max(country) as country, sum({counting}) as samples
    from countries
    where iso2 is not null and {where}
    group by iso2
),
answered as (
    select country_iso2 as part, question, code, sum(n) as n
    from answers
    where status = 'valid' and country_iso2 is not null
    group by 1, 2, 3
),
totals as (
    select part, question, sum(n) as n
    from answered
    group by part, question
),
codes as (
    select question, code
    from answered
    group by question, code
),
pairs as (
    -- Each question with every two countries that answered it.
    select one.part as first, other.part as second, one.question, one.n as first_n, other.n as second_n
    from totals as one
    join totals as other on other.question = one.question and other.part <> one.part
),
shares as (
    -- With each option that anybody gave.
    select
        pairs.first,
        pairs.second,
        pairs.question,
        coalesce(one.n, 0) * 1.0 / first_n as share,
        coalesce(other.n, 0) * 1.0 / second_n as other_share
    from pairs
    join codes on codes.question = pairs.question
    left join answered as one
        on one.part = pairs.first and one.question = pairs.question and one.code = codes.code
    left join answered as other
        on other.part = pairs.second and other.question = pairs.question and other.code = codes.code
),
by_question as (
    select first, second, question, js_distance(share, other_share) as js
    from shares
    group by first, second, question
),
distances as (
    select first, second, avg(js) as distance
    from by_question
    group by first, second
)

-- caption: Respondents of the survey and samples of the corpus, by country
-- grain: one row for each country of the survey
-- key: iso2
-- measure: ours
-- empty: no respondent has a country that is known
-- column: country: the country
-- column: iso2: its ISO 3166-1 code
-- column: n (respondents): respondents
-- column: respondent_share (0 to 1): share of all respondents
-- column: samples (samples): samples of the corpus about the country
-- column: corpus_share (0 to 1): share of the samples about any country of the survey
-- column: corpus_share_low (0 to 1): lower end of Wilson's interval of corpus_share
-- column: corpus_share_high (0 to 1): upper end of the interval
-- column: samples_per_respondent (samples): samples over n
-- column: mean_distance (0 to 1): mean distance to the other countries
-- column: nearest: the nearest country
-- column: nearest_distance (0 to 1): distance to the nearest country
-- column: distance_to_corpus (0 to 1): mean distance to the other countries, weighted by their samples: how far its people
--   are from those that the corpus is about
-- print: country, n, respondent_share, samples, corpus_share, mean_distance, nearest, distance_to_corpus
-- label: corpus_share = share of the samples
-- chart: bar x=country y=corpus_share low=corpus_share_low high=corpus_share_high
with
counted as (
    select
        people.country,
        people.iso2,
        people.n,
        people.n * 1.0 / sum(people.n) over () as respondent_share,
        coalesce(samples, 0) as samples,
        sum(coalesce(samples, 0)) over () as all_samples
    from people
    left join corpus on corpus.iso2 = people.iso2
),
neighbours as (
    select
        first,
        avg(distance) as mean_distance,
        min(distance) as nearest_distance,
        sum(distance * counted.samples) / nullif(sum(counted.samples), 0) as distance_to_corpus
    from distances
    join counted on counted.iso2 = second
    group by first
),
nearest as (
    select
        first,
        people.country,
        row_number() over (partition by first order by distance, second) as place
    from distances
    join people on people.iso2 = second
)
select
    counted.country,
    counted.iso2,
    n,
    respondent_share,
    samples,
    samples * 1.0 / nullif(all_samples, 0) as corpus_share,
    wilson_low(samples, all_samples, $level) as corpus_share_low,
    wilson_high(samples, all_samples, $level) as corpus_share_high,
    samples * 1.0 / n as samples_per_respondent,
    mean_distance,
    nearest.country as nearest,
    nearest_distance,
    distance_to_corpus
from counted
left join neighbours on neighbours.first = counted.iso2
left join nearest on nearest.first = counted.iso2 and place = 1
order by samples desc, counted.country;

-- table: missing
-- caption: Countries of the corpus that the survey does not have
-- grain: one row for each country of the corpus that the survey does not have
-- key: iso2
-- measure: ours
-- empty: the survey has every country of the corpus
-- column: country: the country
-- column: iso2: its ISO 3166-1 code
-- column: n (samples): samples about the country
-- column: share (0 to 1): share of the samples about any country
-- column: share_low (0 to 1): lower end of Wilson's interval of share
-- column: share_high (0 to 1): upper end of the interval
-- print: country, iso2, n, share
-- label: share = share of the samples with a country
-- chart: bar x=country y=share low=share_low high=share_high
with
sums as (
    select sum(samples) as total
    from corpus
)
select
    country,
    iso2,
    samples as n,
    samples * 1.0 / total as share,
    wilson_low(samples, total, $level) as share_low,
    wilson_high(samples, total, $level) as share_high
from corpus
join sums
where iso2 not in (
    select iso2
    from people
)
order by samples desc, country;

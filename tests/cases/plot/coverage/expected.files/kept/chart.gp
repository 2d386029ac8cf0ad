# Drawn by: gnuplot -d chart.gp
print sprintf("%g", GPVAL_VERSION)
set encoding utf8
set terminal svg noenhanced size 860,248 font "sans,13" name "plot" background "#ffffff"
set output "chart.svg"
left = 276.0
right = 24.0
top = 70.0
bottom = 82.0
most = 5
width = 860.0
height = 248.0
chart_title = "Papers by technique family and metric"
chart_subtitle = "Papers that state a claim or setting; how many a family has is in brackets."
cells_rows = 12
families_rows = 4
metrics_rows = 4
load "common.gp"
load "template.gp"
set output

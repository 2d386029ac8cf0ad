# Drawn by: gnuplot -d chart.gp
print sprintf("%g", GPVAL_VERSION)
set encoding utf8
set terminal svg noenhanced size 860,424 font "sans,13" name "plot" background "#ffffff"
set output "chart.svg"
x1_kind = 1
x1_date = 0
x1_format = "%g"
x1_low = 0.9476663558
x1_high = 6.331342211
x1_none = 1
x1_ticks = "1 1.5 2 3 5"
panel1_top = 68.0
panel1_lines = 6
x2_kind = 0
x2_date = 0
x2_format = "%g"
x2_low = -2.584
x2_high = 0.384
x2_none = 0
x2_ticks = "-2.5 -2 -1.5 -1 -0.5 0"
panel2_top = 282.0
panel2_lines = 3
left = 156.0
right = 184.0
top = 0.0
bottom = 0.0
row_height = 24.0
x1_title = "times better, log scale"
x2_title = "change, \045 (more is better)"
width = 860.0
height = 424.0
chart_title = "Medians by metric: quantization and pruning"
chart_subtitle = "Medians of papers with their 95 \045 intervals; papers in brackets. Fewer than three are drawn one by one, hollow."
rows_rows = 6
heads_rows = 3
singles_rows = 5
load "common.gp"
load "template.gp"
set output

# Drawn by: gnuplot -d chart.gp
print sprintf("%g", GPVAL_VERSION)
set encoding utf8
set terminal svg noenhanced size 860,616 font "sans,13" name "plot" background "#ffffff"
set output "chart.svg"
left = 76.0
right = 24.0
top = 88.0
bottom = 148.0
name_row = 20.0
x_kind = 1
x_date = 0
x_format = "%g"
x_low = 0.9522980493
x_high = 5.355466184
x_none = 1
x_ticks = "1 1.5 2 3 5"
y_kind = 0
y_date = 0
y_format = "%g"
y_low = -2.608
y_high = 1.208
y_none = 0
y_ticks = "-2.5 -2 -1.5 -1 -0.5 0 0.5 1"
x_title = "speed, times better, log scale"
y_title = "change of accuracy, \045 (more is better)"
legend_count = 5
array legend_text[6]
legend_text[1] = "quantization"
legend_text[2] = "speculative decoding"
legend_text[3] = "pruning"
legend_text[4] = "\042; system(\042touch hacked\042) \043"
legend_text[5] = "Pareto front"
array legend_x[16]
array legend_y[16]
array legend_mark[16]
legend_x[1] = 24.0; legend_y[1] = 68.0; legend_mark[1] = 1
legend_x[2] = 156.0; legend_y[2] = 68.0; legend_mark[2] = 2
legend_x[3] = 352.0; legend_y[3] = 68.0; legend_mark[3] = 3
legend_x[4] = 444.0; legend_y[4] = 68.0; legend_mark[4] = 4
legend_x[5] = 696.0; legend_y[5] = 68.0; legend_mark[5] = 8
name_count = 4
array names[5]
names[1] = "1 week\043\070 Invented paper 8"
names[2] = "2 week\043\063 Invented paper 3"
names[3] = "3 week\043\061 Invented paper 1"
names[4] = "4 week\043\071 A title with \140ticks\140, \042quotes\042 \046 \074b\076"
width = 860.0
height = 616.0
chart_title = "Trade-off between speed and accuracy"
chart_subtitle = "7 papers state both. The numbered ones are the front: no other is better in one and as good in the other."
points_rows = 7
front_rows = 9
numbers_rows = 4
load "common.gp"
load "template.gp"
set output

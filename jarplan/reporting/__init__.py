"""The roof: every page that reads several rooms, the commands, exports, backup. Nobody imports it."""

@echo off
rem The sample station: nothing of it is kept.
"%~dp0tram-so.cmd" demo

@echo off
rem Opens the station in a window of its own, and again after an update (exit status 12) or a crash.
rem   tram-so.cmd        the classic window, which the program fits to the screen
rem   tram-so.cmd wt     Windows Terminal, where it is installed
rem   tram-so.cmd demo   the sample station
setlocal
if "%~1"=="in-window" goto window
if "%~1"=="wt" goto terminal
set "TRAMSO_FITS_WINDOW=1"
start "Tram hoc so" /d "%~dp0." conhost.exe cmd.exe /d /c tram-so.cmd in-window %~1
exit /b 0

:terminal
start "Tram hoc so" wt.exe -w new --fullscreen -d "%~dp0." cmd.exe /d /c tram-so.cmd in-window
exit /b 0

:window
chcp 65001 >nul
title Tram hoc so
set crashes=0
if "%~2"=="demo" goto demo
set "place=%TRAMSO_DIR%"
if not defined place set "place=%LOCALAPPDATA%\tramso\tram"
if exist "%place%" goto again
"%~dp0tramso.exe" init --ask
if errorlevel 1 goto stopped

:again
cls
"%~dp0tramso.exe" run
set "ended=%errorlevel%"
if "%ended%"=="0" exit /b 0
if "%ended%"=="12" goto again
if "%ended%"=="1" goto stopped
if "%ended%"=="2" goto stopped
rem It was cut off: nothing is lost, and the passphrase is asked for again.
set /a crashes+=1
if %crashes% lss 6 goto again

:stopped
echo.
pause
goto window

:demo
"%~dp0tramso.exe" demo
if errorlevel 1 pause
exit /b 0

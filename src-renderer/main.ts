// Entry of the page: connects to the host and shows the app.
import { mount } from 'svelte'
import './app.css'
import App from './App.svelte'
import { AppState } from './state/app-state.svelte'
import { openWire } from './state/open-wire'

const target = document.getElementById('app')
if (target !== null) mount(App, { target, props: { app: new AppState(openWire()) } })

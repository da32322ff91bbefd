<?php
/**
 * Plugin Name:       Kith: find help or a peer
 * Description:       A block and the shortcode [kith]: people find something to do, somewhere to live, a way to learn, work or be heard, and a peer.
 * Version:           0.1.0
 * Requires at least: 6.0
 * Requires PHP:      7.4
 * Author:            The Kith contributors
 * License:           Apache-2.0
 * License URI:       https://www.apache.org/licenses/LICENSE-2.0
 * Text Domain:       kith
 * Domain Path:       /languages
 *
 * @package Kith
 */

namespace Kith;

defined( 'ABSPATH' ) || exit;

require_once __DIR__ . '/settings.php';
require_once __DIR__ . '/markup.php';
require_once __DIR__ . '/block.php';

if ( is_admin() ) {
	require_once __DIR__ . '/settings-page.php';
	require_once __DIR__ . '/hints.php';
	add_filter( 'plugin_action_links_' . plugin_basename( __FILE__ ), __NAMESPACE__ . '\\add_settings_link' );
}

/** Translations that stand in the plugin's own folder. */
function load_translations() {
	load_plugin_textdomain( 'kith', false, dirname( plugin_basename( __FILE__ ) ) . '/languages' );
}
add_action( 'init', __NAMESPACE__ . '\\load_translations', 5 );

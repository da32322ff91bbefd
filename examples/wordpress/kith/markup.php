<?php
/**
 * What stands in the page: word for word what Kith's console gives to paste (tests/contract/wordpress.test.ts), and a
 * link to Kith's own pages, for where neither scripts nor frames are.
 *
 * @package Kith
 */

namespace Kith;

defined( 'ABSPATH' ) || exit;

const LOADER = '/v1/kith.js';
const WIDGET = '<kith-widget partner="%1$s" lang="%2$s"%3$s>%4$s</kith-widget>';
const FRAME  = '<iframe src="%1$s" title="%2$s" width="100%%" height="700" frameborder="0" referrerpolicy="origin" allow="clipboard-write" sandbox="allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads allow-modals allow-top-navigation-by-user-activation"></iframe>';
const LINK   = '<a href="%1$s">%2$s</a>';

/** What a block or a shortcode may say for one page; it wins over what is set in Kith's console. */
const ASKED = array(
	'way'    => '',
	'lang'   => '',
	'area'   => '',
	'near'   => '',
	'theme'  => '',
	'nation' => '',
);

/**
 * The whole of it. Empty when Kith is not set up: visitors never see that something is missing.
 *
 * @param array $asked As ASKED. What is none of the known words says nothing.
 */
function markup( $asked ) {
	if ( ! is_set_up() ) {
		return '';
	}
	$settings = settings();
	$said     = read_asked( $asked );
	$lang     = $said['lang'] ? $said['lang'] : language( $settings['lang'] );
	$query    = array(
		'partner' => $settings['key'],
		'lang'    => $lang,
	);
	$own      = array_filter( array_intersect_key( $said, array_flip( array( 'area', 'near', 'theme', 'nation' ) ) ), 'strlen' );
	$about    = array_intersect_key( $own, array( 'area' => '' ) );

	$connect = link_to( address( $settings, '/connect', $query + $about ), __( 'Connect me with a peer', 'kith' ) );
	$find    = link_to( address( $settings, '/find', $query + $about ), __( 'Find places and groups', 'kith' ) );
	$help    = help( $said['nation'] ? $said['nation'] : $settings['nation'] );

	switch ( way( $said['way'] ? $said['way'] : $settings['way'] ) ) {
		case 'script':
			enqueue_loader( $settings );
			$attributes = '';
			foreach ( $own as $name => $value ) {
				$attributes .= sprintf( ' %s="%s"', $name, esc_attr( $value ) );
			}
			return sprintf( WIDGET, esc_attr( $settings['key'] ), esc_attr( $lang ), $attributes, $help . $connect . $find );
		case 'frame':
			$source = address( $settings, '/embed', $query + $own );
			return sprintf( FRAME, esc_url( $source ), esc_attr__( 'Find help or a peer', 'kith' ) ) . $help . $find;
		default:
			return $help . $connect . $find;
	}
}

/** Feeds, AMP and the like take neither scripts nor frames: there it is the numbers and the links. */
function way( $way ) {
	$is_amp = ( function_exists( 'amp_is_request' ) && amp_is_request() ) || ( function_exists( 'is_amp_endpoint' ) && is_amp_endpoint() );
	$way    = is_feed() || $is_amp ? 'link' : $way;
	/**
	 * How Kith gets onto this page: for newsletters made from pages, for example, return 'link'.
	 *
	 * @param string $way 'script', 'frame' or 'link'.
	 */
	return apply_filters( 'kith_way', $way );
}

/** What a block or a shortcode says, as far as Kith knows it. */
function read_asked( $asked ) {
	$said   = array_map( 'sanitize_text_field', array_filter( array_merge( ASKED, array_intersect_key( (array) $asked, ASKED ) ), 'is_string' ) ) + ASKED;
	$nation = strtoupper( strtr( $said['nation'], ' -', '__' ) );
	$lang   = strtolower( $said['lang'] );
	return array(
		'way'    => in_array( $said['way'], array( 'script', 'frame', 'link' ), true ) ? $said['way'] : '',
		'lang'   => isset( LANGUAGES[ $lang ] ) ? $lang : '',
		'area'   => preg_match( '/^[a-z _-]{1,40}$/iD', $said['area'] ) ? $said['area'] : '',
		'near'   => mb_substr( $said['near'], 0, 100 ),
		'theme'  => in_array( $said['theme'], array( 'light', 'dark', 'auto' ), true ) ? $said['theme'] : '',
		'nation' => isset( nations()[ $nation ] ) ? $nation : '',
	);
}

/** The language that is set, or else that of the page, if Kith speaks it. */
function language( $chosen ) {
	$page = strtolower( strtok( determine_locale(), '_-' ) );
	return $chosen ? $chosen : ( isset( LANGUAGES[ $page ] ) ? $page : 'en' );
}

/** Once a page, and only where Kith is. */
function enqueue_loader( $settings ) {
	// No version: the loader says itself which files belong to it. The options are a "true" for WordPress before 6.3.
	wp_enqueue_script(
		'kith',
		$settings['address'] . LOADER,
		array(),
		null, // phpcs:ignore WordPress.WP.EnqueuedResourceParameters.MissingVersion
		array(
			'strategy'  => 'async',
			'in_footer' => true,
		)
	);
}

/** WordPress before 6.3 knows no "async". */
function load_without_waiting( $tag, $handle ) {
	return 'kith' === $handle && ! preg_match( '/\sasync[\s>]/', $tag ) ? str_replace( '<script ', '<script async ', $tag ) : $tag;
}
add_filter( 'script_loader_tag', __NAMESPACE__ . '\\load_without_waiting', 10, 2 );

/** Whom somebody can ring at any hour. It is read where Kith is not, so it stands in the page itself. */
function help( $nation ) {
	$numbers = wp_json_file_decode( __DIR__ . '/numbers.json', array( 'associative' => true ) );
	$texts   = array();
	foreach ( $numbers[ $nation ] as $number ) {
		$link    = sprintf( LINK, esc_url( $number['href'], array( 'tel' ) ), esc_html( $number['display'] ) );
		$texts[] = esc_html( $number['name'] ) . ': ' . $link . '.';
	}
	return '<p>' . esc_html__( 'Need help now?', 'kith' ) . ' ' . implode( ' ', $texts ) . '</p>';
}

function address( $settings, $path, $query ) {
	return $settings['address'] . $path . '?' . http_build_query( $query, '', '&' );
}

function link_to( $address, $text ) {
	return '<p>' . sprintf( LINK, esc_url( $address ), esc_html( $text ) ) . '</p>';
}
